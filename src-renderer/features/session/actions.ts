import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SendEvent } from '../../../src-shared/contract/session.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { folderOfPath, nameOfPath, withinWords } from '../../components/index.ts';
import type { createBrowserActions } from '../browser/actions.ts';
import { draggedName, renderAddress } from './render-address.ts';
import { endNotice } from './send-words.ts';
import { idsMeant, MOST_SOUNDS, type Part, soundsMeant } from './sounds-meant.ts';
import type { SendOptions } from './state.ts';

type Selected = Pick<ReturnType<typeof createBrowserActions>, 'selectedSounds'>;

/** Taking sounds out of the window: sent to a folder, downloaded, dragged. */
export function createSessionActions(
  { engine, host, state, change, tell, announce }: ActionContext,
  { selectedSounds }: Selected,
  logKeys: () => string,
) {
  let stopping = new AbortController();
  let naming = 0;
  let listing = 0;

  async function loadOptions(): Promise<SendOptions> {
    const { send } = await engine.settings.get();
    change('session', { options: send });
    return send;
  }

  async function loadHistory(): Promise<void> {
    try {
      const history = await engine.session.history();
      change('session', { history, folders: [...new Set(history.map(({ folder }) => folder))].slice(0, 20) });
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  async function run(options: SendOptions): Promise<void> {
    const meant = soundsMeant(state());
    const ids = await idsMeant(meant, selectedSounds);
    if (ids.length === 0) return;
    const { folder, nameTemplate, handlesSeconds, sampleRateHz, bitDepth, insertInto, onlyRegion } = options;
    const region = onlyRegion && meant.region !== null ? { ...meant.region } : undefined;
    const request = { folder, nameTemplate, sampleRateHz, bitDepth, insertInto };
    stopping = new AbortController();
    change('session', { running: { place: 1, total: ids.length, done: 0 } });
    try {
      const events = await engine.session.send(
        {
          ...request,
          handlesSeconds: region === undefined ? 0 : handlesSeconds,
          sounds: ids.map((id) => (region === undefined ? { id } : { id, region })),
        },
        { signal: stopping.signal },
      );
      for await (const event of events) receive(event);
    } catch (thrown) {
      if (stopping.signal.aborted) tell({ text: 'Stopped sending.', nextStep: null, isFailure: false });
      else tell(failureOf(thrown));
    }
    change('session', { running: null });
    await loadHistory();
  }

  function receive(event: SendEvent): void {
    if (event.kind === 'ended') {
      const notice = endNotice(event.send, logKeys());
      tell(notice);
      return;
    }
    const { place, total } = event;
    change('session', { running: { place, total, done: event.kind === 'moving' ? event.done : 1 } });
  }

  async function copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      announce(`${what} copied.`);
      tell({ text: `Copied ${what}.`, nextStep: null, isFailure: false });
    } catch {
      tell({ code: 'clipboard', message: 'The clipboard can’t be used now.', nextStep: 'Mark the path and copy it.' });
    }
  }

  async function open(): Promise<void> {
    if (soundsMeant(state()).count === 0) return;
    try {
      await loadOptions();
      change('session', { names: [], namesFailure: null });
      change('shell', { dialogue: { kind: 'send' } });
      void loadHistory();
      change('session', { reaper: await engine.session.reaper() });
    } catch (thrown) {
      tell(failureOf(thrown));
    }
  }

  const send = async (options: SendOptions): Promise<void> => {
    change('shell', { dialogue: null });
    try {
      change('session', { options });
      await engine.settings.set({ send: options });
    } catch (thrown) {
      // Sending goes on: only the choice is not kept.
      tell(failureOf(thrown));
    }
    await run(options);
  };

  return {
    open,
    send,
    /** With what was chosen last, unasked; asks where nothing was yet. */
    sendAgain: async (): Promise<void> => {
      if (state().session.running !== null) return;
      try {
        const options = await loadOptions();
        if (options.folder === '') await open();
        else await run(options);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    stop: (): void => stopping.abort(),
    /** Shows what the first files would be called. */
    preview: async (options: SendOptions): Promise<void> => {
      naming += 1;
      const serial = naming;
      const meant = soundsMeant(state());
      if (options.nameTemplate === '' || meant.first === null) return;
      try {
        const names = await engine.session.names({
          ids: [meant.first.id],
          nameTemplate: options.nameTemplate,
          sampleRateHz: options.sampleRateHz,
          bitDepth: options.bitDepth,
          region: options.onlyRegion && meant.region !== null ? { ...meant.region } : undefined,
        });
        if (serial === naming) change('session', { names, namesFailure: null });
      } catch (thrown) {
        if (serial === naming) change('session', { names: [], namesFailure: failureOf(thrown) });
      }
    },
    /** Offers folders beside or below the one that is typed. */
    suggestFolders: async (typed: string): Promise<void> => {
      listing += 1;
      const serial = listing;
      const parent = folderOfPath(typed);
      if (parent === '') return;
      try {
        const { folders } = await engine.folders.list({ path: parent });
        const begin = nameOfPath(typed).toLowerCase();
        const fitting = folders.filter(({ name }) => name.toLowerCase().startsWith(begin)).map(({ path }) => path);
        if (serial === listing) change('session', { folders: fitting.slice(0, 20) });
      } catch {
        // What is typed need not be there yet.
      }
    },
    /** By the system's own dialogue. @returns null where a person thinks better of it */
    chooseFolder: async (): Promise<string | null> => (await host?.chooseFolders('send'))?.[0] ?? null,
    openLog: async (): Promise<void> => {
      change('shell', { dialogue: { kind: 'send-log' } });
      await loadHistory();
    },
    copyPath: (path: string): Promise<void> => copy(path, 'the path'),
    revealSent: async (sendId: string, place: number): Promise<void> => {
      try {
        await host?.revealSent(sendId, place);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    /**
     * A drag begins whose file other programs take: a whole sound, or the marked part with the handles of the last send.
     * Chromium downloads what is dropped on a folder; a desktop hands the file itself over.
     */
    dragOut: (
      event: { readonly dataTransfer: DataTransfer | null; readonly preventDefault: () => void },
      sound: SoundRecord,
      part: Part | null,
    ): void => {
      const handlesSeconds = state().session.options?.handlesSeconds ?? 0;
      if (host !== null) {
        event.preventDefault();
        void host
          .dragOut(sound.id, part === null ? undefined : { ...part, handlesSeconds })
          .then((dragged) => {
            if (!dragged) tell(notDragged(sound));
          })
          .catch((thrown: unknown) => tell(failureOf(thrown)));
        return;
      }
      if (event.dataTransfer === null) return;
      const address = new URL(renderAddress(sound.id, part, handlesSeconds), window.location.href);
      event.dataTransfer.setData('DownloadURL', `application/octet-stream:${draggedName(sound, part)}:${address.href}`);
      event.dataTransfer.effectAllowed = 'copy';
    },
    /** Saves the chosen sound, or its marked part, where the browser puts what it downloads. */
    download: async (): Promise<void> => {
      const meant = soundsMeant(state());
      if (meant.first === null) return;
      try {
        const { handlesSeconds } = state().session.options ?? (await loadOptions());
        const link = document.createElement('a');
        link.href = renderAddress(meant.first.id, meant.region, handlesSeconds);
        link.download = '';
        link.click();
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    mostSounds: MOST_SOUNDS,
  };
}

const notDragged = ({ path }: SoundRecord): Failure => ({
  code: 'not-dragged',
  message: `${withinWords(nameOfPath(path))} can’t be dragged out: its file is away, or can’t be read.`,
  nextStep: 'Connect its drive, or index its folder again.',
});
