import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { decodePeaks } from '../../../src-shared/peaks/index.ts';
import type { ActionContext } from '../../app/index.ts';
import { nameOfPath } from '../../components/index.ts';
import { mediaFailure } from './media-failure.ts';
import { outputDevices } from './outputs.ts';
import { linearOf, matchingDecibels } from './playback-level.ts';
import { keptPlayback, limits } from './playback-settings.ts';
import { pastSilence, type Stretch, silencesIn } from './silences.ts';
import { createSoundGraph } from './sound-graph.ts';
import { audibleChannels, type PlayerState } from './state.ts';
import { withToggled } from './toggled.ts';

/** A region shorter than this is a slip of the hand. */
const SHORTEST_REGION_SECONDS = 0.01;

/** Hearing sounds. One media element plays them all, so that memory stays flat. */
export function createPlayerActions({ state, change, tell }: ActionContext, audio: HTMLAudioElement) {
  const graph = createSoundGraph(audio);
  let loading = new AbortController();
  let silences: readonly Stretch[] = [];
  let frame = 0;
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

  async function explain(): Promise<void> {
    const { sound } = state().player;
    if (sound === null || !audio.hasAttribute('src')) return;
    const problem = await mediaFailure(audio.src, sound);
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
      const answer = await fetch(`/peaks/${sound.id}`, { signal });
      if (!answer.ok) return;
      const peaks = decodePeaks(new Uint8Array(await answer.arrayBuffer()));
      if (signal.aborted) return;
      silences = silencesIn(peaks);
      change('player', { peaks });
    } catch {
      // Without a waveform the sound can still be heard.
    }
  }

  function load(sound: SoundRecord, thenPlay: boolean): void {
    loading.abort();
    loading = new AbortController();
    silences = [];
    const problem = unplayable(sound, state().library.libraries ?? []);
    const fresh = { sound, peaks: null, problem, playing: false, region: null, zoom: 1, muted: [], soloed: [] };
    change('player', fresh);
    if (problem !== null) {
      audio.pause();
      audio.removeAttribute('src');
      audio.load();
      return;
    }
    audio.src = `/audio/${sound.id}`;
    follow();
    if (thenPlay) play();
    void loadPeaks(sound, loading.signal);
  }

  function seek(seconds: number): void {
    if (Number.isFinite(audio.duration)) audio.currentTime = Math.min(audio.duration, Math.max(0, seconds));
  }

  function setRegion(region: Stretch | null): void {
    const isReal = region !== null && region.endSeconds - region.startSeconds >= SHORTEST_REGION_SECONDS;
    change('player', { region: isReal ? region : null });
    follow();
  }

  const within = (value: number, [lowest, highest]: readonly [number, number]): number =>
    Math.min(highest, Math.max(lowest, value));
  const seconds = (): number => state().player.sound?.format?.durationSeconds ?? 0;

  return {
    audio,
    /** Another sound was chosen. */
    show: (sound: SoundRecord): void => {
      if (state().player.sound?.id !== sound.id) load(sound, state().player.autoPlay);
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
    playFrom: (from: number): void => {
      if (state().player.problem !== null) return;
      const { region } = state().player;
      // Pointing beside the region leaves it.
      if (region !== null && (from < region.startSeconds || from >= region.endSeconds)) setRegion(null);
      seek(from);
      play();
    },
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
    message: `${nameOfPath(path)} is not where it was.`,
    nextStep: 'Connect its drive, or index its folder again if it moved.',
  };
}
