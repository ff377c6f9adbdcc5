import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { ActionContext } from '../../app/index.ts';
import { nameOfPath, withinWords } from '../../components/index.ts';
import { createMarkerActions } from './marker-actions.ts';
import { mediaFailure } from './media-failure.ts';
import { audioAddress, createNeighbours, fetchAudio, fetchPeaks } from './neighbours.ts';
import { outputDevices } from './outputs.ts';
import { linearOf, matchingDecibels } from './playback-level.ts';
import { keptPlayback, limits } from './playback-settings.ts';
import { pastSilence, type Stretch, silencesIn } from './silences.ts';
import { createSoundGraph } from './sound-graph.ts';
import { audibleChannels, initialPlayerState, type PlayerState } from './state.ts';
import { frameAt, stretchOfFrame } from './strip-cells.ts';
import { withToggled } from './toggled.ts';

/** A region shorter than this is a slip of the hand. */
const SHORTEST_REGION_SECONDS = 0.01;

/** A sound is auditioned once so much of it was heard, or this share of a short one. */
const COUNTED_SECONDS = 1;
const COUNTED_SHARE = 0.5;

/** A sound that is only passed by on the way asks for nothing but its waveform. */
const REST_MILLISECONDS = 180;

/** The most points that a waveform is fetched with at first; a window is rarely wider. */
const SCREEN_POINTS = 4_096;

/** Hearing sounds. One media element plays them all, so that memory stays flat. */
export function createPlayerActions(context: ActionContext, audio: HTMLAudioElement) {
  const { engine, state, change, tell } = context;
  const graph = createSoundGraph(audio);
  let loading = new AbortController();
  let silences: readonly Stretch[] = [];
  let frame = 0;
  let heardSeconds = 0;
  let lastTime = 0;
  let view: Stretch = { startSeconds: 0, endSeconds: 0 };
  /** The sound whose finest peaks were asked for. */
  let refined: SoundRecord['id'] | null = null;
  const neighbours = createNeighbours({
    peaks: (id, signal) => fetchPeaks(id, SCREEN_POINTS, signal),
    audio: fetchAudio,
    letGo: URL.revokeObjectURL,
  });
  /** The sound whose play is counted already. */
  let counted: SoundRecord['id'] | null = null;
  audio.preload = 'auto';
  change('player', keptPlayback.read());

  audio.addEventListener('play', () => {
    change('player', { playing: true });
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(steer);
  });
  audio.addEventListener('pause', () => change('player', { playing: false }));
  audio.addEventListener('ended', () => change('player', { playing: false }));
  audio.addEventListener('error', () => void explain());
  // Frames stop while the window is hidden; this goes on, four times a second.
  audio.addEventListener('timeupdate', keepWithin);
  audio.addEventListener('timeupdate', countPlay);
  audio.addEventListener('ended', countPlay);

  async function explain(): Promise<void> {
    const { sound } = state().player;
    if (sound === null || !audio.hasAttribute('src')) return;
    const problem = await mediaFailure(audioAddress(sound.id), sound);
    if (state().player.sound?.id === sound.id) change('player', { problem, playing: false });
  }

  function steer(): void {
    keepWithin();
    if (!audio.paused) frame = requestAnimationFrame(steer);
  }

  /** Keeps what is heard to the region, and out of silence. */
  function keepWithin(): void {
    if (audio.paused || audio.seeking) return;
    const { region, loop, skipSilence } = state().player;
    const at = audio.currentTime;
    if (region !== null && at >= region.endSeconds) {
      audio.currentTime = region.startSeconds;
      if (!loop) audio.pause();
      return;
    }
    if (!skipSilence) return;
    const next = pastSilence(silences, at);
    if (next === at) return;
    if (region !== null && next >= region.endSeconds)
      audio.currentTime = loop ? region.startSeconds : region.endSeconds;
    else audio.currentTime = next;
  }

  /** Brings what is heard in line with what was chosen. */
  function follow(): void {
    const { sound, region, loop, matchLoudness, gainDecibels, speed, keepPitch, semitones, muted, soloed } =
      state().player;
    audio.loop = loop && region === null;
    audio.preservesPitch = keepPitch;
    audio.playbackRate = speed;
    const matching = matchLoudness && sound !== null ? matchingDecibels(sound.loudness) : 0;
    graph.follow({
      level: linearOf(gainDecibels + matching),
      audible: audibleChannels(sound?.format?.channels ?? 0, muted, soloed),
      semitones,
    });
  }

  function adjust(values: Partial<PlayerState>): void {
    change('player', values);
    keptPlayback.write(state().player);
    follow();
  }

  function play(): void {
    graph.wake();
    const { region } = state().player;
    if (region !== null && (audio.currentTime < region.startSeconds || audio.currentTime >= region.endSeconds))
      audio.currentTime = region.startSeconds;
    // What goes wrong here arrives as `error` too; being told to stop before it began is no fault.
    audio.play().catch(() => {});
  }

  async function loadPeaks(sound: SoundRecord, signal: AbortSignal): Promise<void> {
    try {
      const peaks = await neighbours.peaksOf(sound.id, signal);
      if (signal.aborted || peaks === null) return;
      silences = silencesIn(peaks);
      change('player', { peaks });
    } catch {
      // Without a waveform the sound can still be heard.
    }
  }

  /** Further in than the first points suffice for: fetches all that are stored, once. */
  async function refine(zoom: number): Promise<void> {
    const { sound, peaks } = state().player;
    const points = peaks?.levels[0]?.points ?? 0;
    if (sound === null || peaks === null || refined === sound.id || points > SCREEN_POINTS * 4) return;
    if (zoom * window.innerWidth <= points) return;
    refined = sound.id;
    const { signal } = loading;
    try {
      const finer = await fetchPeaks(sound.id, null, signal);
      if (finer !== null && !signal.aborted && (finer.levels[0]?.points ?? 0) > points) {
        silences = silencesIn(finer);
        change('player', { peaks: finer });
      }
    } catch {
      // What is there is drawn coarser.
    }
  }

  /** What is shown around the waveform, once the sound is more than passed by. */
  async function loadFacts({ id }: SoundRecord, signal: AbortSignal): Promise<void> {
    const asked = { signal, context: { unasked: true } };
    const receive = <Part extends Partial<PlayerState>>(answer: Promise<Part>): Promise<void> =>
      answer.then(
        (part) => {
          if (!signal.aborted) change('player', part);
        },
        // The sound is heard without them.
        () => {},
      );
    await Promise.all([
      receive(engine.sounds.frames({ id }, asked).then((frames) => ({ frames }))),
      receive(engine.markers.list({ id }, asked).then((markers) => ({ markers }))),
      receive(engine.markers.inFile({ id }, asked).then((fileMarkers) => ({ fileMarkers }))),
    ]);
  }

  /** A play counts once the sound was heard for a while: not each that was passed by. */
  function countPlay(): void {
    const { sound } = state().player;
    if (sound === null || counted === sound.id) return;
    heardSeconds += audio.currentTime > lastTime ? Math.min(1, audio.currentTime - lastTime) : 0;
    lastTime = audio.currentTime;
    if (heardSeconds < Math.min(COUNTED_SECONDS, seconds() * COUNTED_SHARE)) return;
    counted = sound.id;
    engine.plays.record({ id: sound.id }).catch(() => {});
  }

  function load(sound: SoundRecord, thenPlay: boolean): void {
    loading.abort();
    neighbours.hold();
    loading = new AbortController();
    silences = [];
    heardSeconds = 0;
    lastTime = 0;
    counted = null;
    refined = null;
    const problem = unplayable(sound, state().library.libraries ?? []);
    change('player', { ...freshSound(sound), problem });
    if (problem !== null) {
      audio.pause();
      audio.removeAttribute('src');
      audio.load();
      return;
    }
    audio.src = neighbours.audioOf(sound.id);
    follow();
    if (thenPlay) play();
    const { signal } = loading;
    void loadPeaks(sound, signal);
    restThen(signal, () => void loadFacts(sound, signal));
  }

  function seek(to: number): void {
    // Before the element knows its sound it keeps this as the place to begin at.
    const end = Number.isFinite(audio.duration) ? audio.duration : seconds();
    audio.currentTime = Math.min(end, Math.max(0, to));
  }

  function setRegion(region: Stretch | null): void {
    const isReal = region !== null && region.endSeconds - region.startSeconds >= SHORTEST_REGION_SECONDS;
    change('player', { region: isReal ? region : null });
    follow();
  }

  function playFrom(from: number): void {
    if (state().player.problem !== null) return;
    const { region } = state().player;
    // Pointing beside the region leaves it.
    if (region !== null && (from < region.startSeconds || from >= region.endSeconds)) setRegion(null);
    seek(from);
    play();
  }

  const within = (value: number, [lowest, highest]: readonly [number, number]): number =>
    Math.min(highest, Math.max(lowest, value));
  const seconds = (): number => state().player.sound?.format?.durationSeconds ?? 0;

  const frameHere = (): number | null => frameAt(state().player.frames ?? [], audio.currentTime);

  return {
    audio,
    ...createMarkerActions(context, {
      position: () => audio.currentTime,
      goTo: (at) => {
        seek(at);
      },
    }),
    /** The part in sight, with what lies around it. */
    showPart: (part: Stretch, zoom: number): void => {
      const before = state().player.part;
      const length = part.endSeconds - part.startSeconds;
      const moved = Math.abs(part.startSeconds - before.startSeconds) > length / 2;
      const grown = Math.abs(length - (before.endSeconds - before.startSeconds)) > length / 100;
      if (moved || grown) change('player', { part });
      void refine(zoom);
    },
    /** The moment at a share of the part in sight, 0–1 from its left. */
    secondsAt: (share: number): number => view.startSeconds + share * (view.endSeconds - view.startSeconds),
    setView: (part: Stretch): void => {
      view = part;
    },
    frameHere,
    chooseFrame: (at: number | null): void => {
      if (state().player.frame !== at) change('player', { frame: at });
    },
    playFrame: (at: number): void => {
      const chosen = state().player.frames?.[at];
      if (chosen !== undefined) playFrom(chosen.startSeconds);
    },
    /** The frame that is pointed at, else the one that is heard, becomes the region. */
    frameToRegion: (): void => {
      const { frames, frame: pointed } = state().player;
      const chosen = frames?.[pointed ?? frameHere() ?? -1];
      if (chosen !== undefined) setRegion(stretchOfFrame(chosen, seconds()));
    },
    /** Another sound was chosen. */
    show: (sound: SoundRecord, beside: readonly SoundRecord[] = []): void => {
      if (state().player.sound?.id === sound.id) return;
      load(sound, state().player.autoPlay);
      const { signal } = loading;
      restThen(signal, () => void neighbours.prepare(beside));
    },
    /** Hears a sound beside the table: a copy in a review, say. */
    audition: (sound: SoundRecord): void => {
      if (state().player.sound?.id !== sound.id) load(sound, true);
      else if (audio.paused) play();
      else audio.pause();
    },
    togglePlay: (): void => {
      const { sound, problem } = state().player;
      if (sound === null || problem !== null) return;
      if (audio.paused) play();
      else audio.pause();
    },
    /** From the start: of the region, where there is one. */
    playFromStart: (): void => {
      seek(state().player.region?.startSeconds ?? 0);
      play();
    },
    playFrom,
    skip: (step: number): void => seek(audio.currentTime + step),
    setRegion,
    /** Begins or ends the region where the sound is now. */
    markRegion: (edge: 'start' | 'end'): void => {
      const { region } = state().player;
      const at = audio.currentTime;
      if (edge === 'start') {
        const end = region?.endSeconds ?? seconds();
        setRegion({ startSeconds: at, endSeconds: end > at ? end : seconds() });
      } else {
        const start = region?.startSeconds ?? 0;
        setRegion({ startSeconds: start < at ? start : 0, endSeconds: at });
      }
    },
    toggleLoop: (): void => adjust({ loop: !state().player.loop }),
    toggleAutoPlay: (): void => adjust({ autoPlay: !state().player.autoPlay }),
    toggleSkipSilence: (): void => adjust({ skipSilence: !state().player.skipSilence }),
    toggleMatchLoudness: (): void => adjust({ matchLoudness: !state().player.matchLoudness }),
    toggleChannelsApart: (): void => adjust({ channelsApart: !state().player.channelsApart }),
    setGain: (decibels: number): void => adjust({ gainDecibels: within(decibels, limits.gainDecibels) }),
    setSpeed: (speed: number): void => adjust({ speed: within(Math.round(speed * 100) / 100, limits.speed) }),
    setSemitones: (semitones: number): void => adjust({ semitones: within(semitones, limits.semitones) }),
    setKeepPitch: (keepPitch: boolean): void => adjust({ keepPitch }),
    toggleMuted: (channel: number): void => adjust({ muted: withToggled(state().player.muted, channel) }),
    toggleSoloed: (channel: number): void => adjust({ soloed: withToggled(state().player.soloed, channel) }),
    setZoom: (zoom: number): void => change('player', { zoom: within(zoom, limits.zoom) }),
    openOptions: (optionsOpen: boolean): void => {
      change('player', { optionsOpen });
      if (optionsOpen)
        void outputDevices().then(
          (outputs) => change('player', { outputs }),
          () => {},
        );
    },
    playOn: async (outputId: string): Promise<void> => {
      try {
        graph.wake();
        await graph.playOn(outputId);
        change('player', { outputId });
      } catch {
        tell({
          code: 'output-refused',
          message: 'This output can’t be used now.',
          nextStep: 'Choose another, or look whether it is connected.',
        });
      }
    },
  };
}

/** Why a sound can't be played at all; `null` where it is worth trying. */
function unplayable(
  { status, failure, path, library }: SoundRecord,
  libraries: readonly LibraryRecord[],
): Failure | null {
  if (libraries.some(({ name, connected }) => name === library && !connected))
    return {
      code: 'library-away',
      message: `The drive of ${library} is not connected.`,
      nextStep: 'Connect it, then choose the sound again. Its labels can be changed meanwhile.',
    };
  if (status === 'indexed') return null;
  if (failure !== null) return failure;
  return {
    code: 'missing',
    message: `${withinWords(nameOfPath(path))} is not where it was.`,
    nextStep: 'Connect its drive, or index its folder again if it moved.',
  };
}

/** What another sound begins with; how sounds are heard stays. */
const freshSound = (sound: SoundRecord): Partial<PlayerState> => {
  const { peaks, playing, region, zoom, muted, soloed, frames, frame, markers, fileMarkers, marker, isNaming } =
    initialPlayerState;
  const part = { startSeconds: 0, endSeconds: sound.format?.durationSeconds ?? 0 };
  return {
    sound,
    peaks,
    playing,
    region,
    zoom,
    muted,
    soloed,
    frames,
    frame,
    markers,
    fileMarkers,
    marker,
    isNaming,
    part,
  };
};

/** Does something a little later, unless the signal aborts before. */
function restThen(signal: AbortSignal, work: () => void): void {
  const timer = setTimeout(work, REST_MILLISECONDS);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
