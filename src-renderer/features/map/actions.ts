import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ProjectionMethod } from '../../../src-shared/contract/projections.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf, nameOfPath } from '../../components/index.ts';
import { filterOf } from '../browser/sound-query.ts';
import type { Perform } from '../inspector/perform.ts';
import type { Direction } from './geometry.ts';
import type { ColouredBy, FoundPoint, MapReady } from './map-protocol.ts';
import { createPointFinder, type PointFinder } from './point-finder.ts';

type Beside = {
  readonly audition: (sound: SoundRecord) => void;
  readonly showCollection: (id: string) => void;
  readonly enterBrowser: () => void;
};

/** What one command names one by one. */
const MOST_CHOSEN = 100_000;
/** A point that the pointer only passes is not heard. */
const REST_MILLISECONDS = 140;

/** Looking at all sounds at once, hearing them, and deciding about many that lie together. */
export function createMapActions(context: ActionContext, perform: Perform, beside: Beside) {
  const { engine, state, change, tell, announce } = context;
  let finder: PointFinder | null = null;
  let points: MapReady | null = null;
  let found: Uint8Array | null = null;
  let loading = 0;
  let serial = 0;
  let awaited: ((map: MapReady) => void) | null = null;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let shownVersion = '';

  function findPoints(): PointFinder {
    finder ??= createPointFinder({
      ready: (map) => {
        points = map;
        found = null;
        awaited?.(map);
      },
      found: (marks) => {
        found = marks;
        if (state().map.chosen === null) change('map', { marks });
      },
    });
    return finder;
  }

  function hide(by: ColouredBy, hidden: readonly number[]): void {
    const numbers = new Uint8Array(256);
    for (const number of hidden) numbers[number] = 1;
    findPoints().hide(by, numbers);
    change('map', { by, hidden });
  }

  async function load(method: ProjectionMethod): Promise<void> {
    loading += 1;
    const mine = loading;
    change('map', { isLoading: true, failure: null, method });
    try {
      const snapshot = await engine.projections.open({ method });
      if (mine !== loading) return;
      if (snapshot === null) {
        change('map', { loaded: null, isLoading: false });
        return;
      }
      const { id, count, pointsAChunk, categories, libraries } = snapshot;
      const to = findPoints();
      const ready = new Promise<MapReady>((resolve) => {
        awaited = resolve;
      });
      to.begin();
      for (let chunk = 0; chunk * pointsAChunk < count; chunk += 1) {
        const bytes = await engine.projections.points({ snapshotId: id, chunk });
        if (mine !== loading) return;
        to.add(await bytes.arrayBuffer());
      }
      to.finish();
      const { clusters, counts } = await ready;
      if (mine !== loading) return;
      serial += 1;
      const isSame = state().map.loaded?.method === method;
      change('map', {
        loaded: { serial, method, count, categories, libraries, clusters, counts },
        isLoading: false,
        marks: null,
        ...(isSame ? {} : { chosen: null, focus: null }),
      });
      hide(state().map.by, state().map.hidden);
      if (state().map.isRestricted) await restrict();
    } catch (thrown) {
      if (mine === loading) change('map', { isLoading: false, failure: failureOf(thrown) });
    }
  }

  async function restrict(): Promise<void> {
    const blob = await engine.projections.found({ filter: filterOf(state().browser.query) });
    findPoints().restrict(new Uint32Array(await blob.arrayBuffer()));
  }

  async function fetchSound(point: FoundPoint): Promise<SoundRecord | null> {
    try {
      return await engine.sounds.get({ id: point.soundId as SoundId }, { context: { unasked: true } });
    } catch {
      return null;
    }
  }

  const isAt = (point: FoundPoint): boolean => state().map.focus?.soundId === point.soundId;

  /** @param isHeard once one stays with it */
  function pointAt(point: FoundPoint, isHeard: boolean): void {
    clearTimeout(resting);
    if (isAt(point) && !isHeard) return;
    change('map', { focus: { ...point, sound: isAt(point) ? (state().map.focus?.sound ?? null) : null } });
    resting = setTimeout(async () => {
      const sound = await fetchSound(point);
      if (sound === null || !isAt(point)) return;
      change('map', { focus: { ...point, sound } });
      announce(wordsOf(sound));
      if (isHeard && state().player.sound?.id !== sound.id) beside.audition(sound);
    }, REST_MILLISECONDS);
  }

  async function choose(point: FoundPoint): Promise<void> {
    clearTimeout(resting);
    const sound = await fetchSound(point);
    if (sound === null) return;
    change('map', { focus: { ...point, sound }, chosen: null, marks: found });
    change('browser', { selection: { row: 0, sound }, selected: [], anchor: null });
  }

  const chosenSounds = () => {
    const ids = state().map.chosen?.ids ?? [];
    return { count: ids.length, sounds: { ids: [...ids] } };
  };

  return {
    /** Follows what the engine keeps, while the map is on show. @returns how to stop */
    follow: (): (() => void) => {
      const ending = new AbortController();
      const { signal } = ending;
      void (async () => {
        while (!signal.aborted) {
          try {
            for await (const kept of await engine.projections.watch(undefined, {
              signal,
              context: { unasked: true },
            })) {
              change('map', { kept });
              const { method, isLoading } = state().map;
              const mine = kept.kept.find((each) => each.method === method) ?? kept.kept[0];
              const version = `${kept.modelVersion} ${mine?.method} ${mine?.madeAt.getTime()} ${mine?.sounds} ${mine?.placedLater}`;
              if (mine === undefined || isLoading || version === shownVersion) continue;
              shownVersion = version;
              await load(mine.method);
            }
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 1_000));
          }
        }
      })();
      return () => ending.abort();
    },
    /** The points as they came; the window's copy for the graphics card. */
    points: (): MapReady | null => points,
    make: async (method: ProjectionMethod): Promise<void> => {
      change('map', { method });
      try {
        await engine.projections.make({ method });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    setMethod: (method: ProjectionMethod): void => {
      const isKept = state().map.kept?.kept.some((each) => each.method === method) === true;
      shownVersion = '';
      if (isKept) void load(method);
      else change('map', { method, loaded: null, chosen: null, focus: null, marks: null });
    },
    colourBy: (by: ColouredBy): void => hide(by, []),
    /** @param only nothing but this one */
    toggle: (number: number, only: boolean): void => {
      const { by, hidden, loaded } = state().map;
      const present = Array.from({ length: 256 }, (_, at) => at).filter((at) => (loaded?.counts[by][at] ?? 0) > 0);
      const others = present.filter((at) => at !== number);
      const isAlone = others.every((at) => hidden.includes(at)) && !hidden.includes(number);
      if (only) hide(by, isAlone ? [] : others);
      else hide(by, hidden.includes(number) ? hidden.filter((at) => at !== number) : [...hidden, number]);
    },
    showAll: (): void => hide(state().map.by, []),
    setHovers: (hovers: boolean): void => change('map', { hovers }),
    toggleLasso: (): void => change('map', { isLassoing: !state().map.isLassoing }),
    setRestricted: async (isRestricted: boolean): Promise<void> => {
      change('map', { isRestricted });
      try {
        if (isRestricted) await restrict();
        else findPoints().restrict(null);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    /** What lies below the pointer. @param reach in units of the map */
    hover: async (x: number, y: number, reach: number): Promise<FoundPoint | null> => {
      const point = await findPoints().nearest(x, y, reach);
      if (point !== null && !isAt(point)) pointAt(point, state().map.hovers);
      return point;
    },
    chooseAt: async (x: number, y: number, reach: number): Promise<void> => {
      const point = await findPoints().nearest(x, y, reach);
      if (point !== null) await choose(point);
      else change('map', { chosen: null, marks: found });
    },
    /** To the nearest point in a direction; from the one nearest to a place, where there is none yet. */
    step: async (direction: Direction, x: number, y: number): Promise<FoundPoint | null> => {
      const { focus } = state().map;
      const point =
        focus === null
          ? await findPoints().nearest(x, y, Number.MAX_SAFE_INTEGER)
          : await findPoints().next(focus.point, direction);
      if (point !== null) pointAt(point, state().map.hovers);
      return point;
    },
    chooseFocused: (): void => {
      const { focus } = state().map;
      if (focus !== null) void choose(focus);
    },
    /** @param corners x, y, x, y… of a line around sounds */
    lasso: async (corners: Float32Array): Promise<void> => {
      const { points: inside, soundIds } = await findPoints().inside(corners);
      if (soundIds.length > MOST_CHOSEN) {
        tell({
          text: `${countOf(soundIds.length, 'sound')} lie in this; at most ${countOf(MOST_CHOSEN, 'sound')} are chosen at once.`,
          nextStep: 'Draw around fewer, or hide categories in the list on the left first.',
          isFailure: false,
        });
        return;
      }
      if (soundIds.length === 0) {
        change('map', { chosen: null, marks: found });
        announce('No sound lies in this.');
        return;
      }
      const marks = new Uint8Array(points?.count ?? 0);
      for (const point of inside) marks[point] = 1;
      change('map', { chosen: { ids: Array.from(soundIds) as SoundId[] }, marks });
      announce(`${countOf(soundIds.length, 'sound')} chosen.`);
    },
    leaveChosen: (): void => change('map', { chosen: null, marks: found }),
    labelChosen: async (decision: string): Promise<void> => {
      await perform({
        run: (call) => engine.labels.set({ ...call, decision }),
        words: (sounds) => `Labelled ${sounds} ${decision}`,
        meant: chosenSounds(),
      });
      shownVersion = '';
      await load(state().map.method);
    },
    /** @param isShown the library shows it then */
    saveChosen: async (name: string, isShown: boolean): Promise<void> => {
      change('shell', { dialogue: null });
      try {
        const { count, sounds } = chosenSounds();
        const { id } = await engine.collections.create({ commandId: crypto.randomUUID(), name, colour: '', sounds });
        tell({
          text: `Saved ${countOf(count, 'sound')} as “${name}”.`,
          nextStep: null,
          isFailure: false,
          command: 'label.undo',
        });
        if (!isShown) return;
        beside.enterBrowser();
        beside.showCollection(id);
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
  };
}

/** For the ear: what a point is. */
export function wordsOf({ path, label, suggestions }: SoundRecord): string {
  const [first] = suggestions;
  const what =
    label !== null
      ? `labelled ${label.category}`
      : first === undefined
        ? 'nothing suggested'
        : `suggested ${first.category}, ${Math.round(first.probability * 100)} %`;
  return `${nameOfPath(path)}, ${what}`;
}
