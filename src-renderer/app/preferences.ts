import type { Settings } from '../../src-shared/contract/settings.ts';
import { failureOf } from './failure-of.ts';
import type { ActionContext } from './state.ts';

/** A column that is dragged wider says so many times a second: the engine hears of it once. */
const PAUSE_MILLISECONDS = 250;

export type Preferences = {
  /** Sets values for every window on the catalogue; done once the engine has them, or has refused them and said so. */
  readonly prefer: (values: Partial<Settings>) => Promise<void>;
  /** What the engine told: shown with what was set here since. */
  readonly receive: (settings: Settings) => void;
  /** Sends at once what still waits: the window closes. */
  readonly send: () => Promise<void>;
};

/**
 * What a person prefers, kept by the engine.
 *
 * @param show in all parts of the window, each time that something was set, here or in another window
 */
export function createPreferences(
  { engine, tell }: Pick<ActionContext, 'engine' | 'tell'>,
  show: (settings: Settings) => void,
): Preferences {
  let told: Settings | null = null;
  let waiting: Partial<Settings> = {};
  /** On their way, the oldest first. */
  let sent: readonly Partial<Settings>[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = Promise.withResolvers<void>();

  function showAll(): void {
    if (told !== null) show(Object.assign({}, told, ...sent, waiting));
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const values = waiting;
    if (Object.keys(values).length === 0) return;
    const { resolve } = next;
    next = Promise.withResolvers();
    waiting = {};
    sent = [...sent, values];
    try {
      told = await engine.settings.set(values as Parameters<typeof engine.settings.set>[0]);
    } catch (thrown) {
      tell(failureOf(thrown));
    }
    sent = sent.filter((each) => each !== values);
    showAll();
    resolve();
  }

  return {
    send,
    receive: (settings) => {
      told = settings;
      showAll();
    },
    prefer: (values) => {
      waiting = { ...waiting, ...values };
      showAll();
      timer ??= setTimeout(() => void send(), PAUSE_MILLISECONDS);
      return next.promise;
    },
  };
}
