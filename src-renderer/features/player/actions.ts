import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { decodePeaks } from '../../../src-shared/peaks/index.ts';
import { type ActionContext, remember, remembered } from '../../app/index.ts';
import { nameOfPath } from '../../components/index.ts';
import { mediaFailure } from './media-failure.ts';

/** Hearing sounds. One media element plays them all, so that memory stays flat. */
export function createPlayerActions({ state, change }: ActionContext, audio: HTMLAudioElement) {
  let loading = new AbortController();
  audio.preload = 'auto';
  audio.loop = remembered('loop', false);
  change('player', { loop: audio.loop, autoPlay: remembered('autoPlay', true) });

  audio.addEventListener('play', () => change('player', { playing: true }));
  audio.addEventListener('pause', () => change('player', { playing: false }));
  audio.addEventListener('ended', () => change('player', { playing: false }));
  audio.addEventListener('error', () => void explain());

  async function explain(): Promise<void> {
    const { sound } = state().player;
    if (sound === null || !audio.hasAttribute('src')) return;
    const problem = await mediaFailure(audio.src, sound);
    if (state().player.sound?.id === sound.id) change('player', { problem, playing: false });
  }

  function play(): void {
    // What goes wrong here arrives as `error` too; being told to stop before it began is no fault.
    audio.play().catch(() => {});
  }

  async function loadPeaks(sound: SoundRecord, signal: AbortSignal): Promise<void> {
    try {
      const answer = await fetch(`/peaks/${sound.id}`, { signal });
      if (!answer.ok) return;
      const peaks = decodePeaks(new Uint8Array(await answer.arrayBuffer()));
      if (!signal.aborted) change('player', { peaks });
    } catch {
      // Without a waveform the sound can still be heard.
    }
  }

  function load(sound: SoundRecord, thenPlay: boolean): void {
    loading.abort();
    loading = new AbortController();
    const problem = unplayable(sound);
    change('player', { sound, peaks: null, problem, playing: false });
    if (problem !== null) {
      audio.pause();
      audio.removeAttribute('src');
      audio.load();
      return;
    }
    audio.src = `/audio/${sound.id}`;
    if (thenPlay) play();
    void loadPeaks(sound, loading.signal);
  }

  function seek(seconds: number): void {
    if (Number.isFinite(audio.duration)) audio.currentTime = Math.min(audio.duration, Math.max(0, seconds));
  }

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
    playFrom: (seconds: number): void => {
      if (state().player.problem !== null) return;
      seek(seconds);
      play();
    },
    skip: (seconds: number): void => seek(audio.currentTime + seconds),
    toggleLoop: (): void => {
      audio.loop = !audio.loop;
      remember('loop', audio.loop);
      change('player', { loop: audio.loop });
    },
    toggleAutoPlay: (): void => {
      const autoPlay = !state().player.autoPlay;
      remember('autoPlay', autoPlay);
      change('player', { autoPlay });
    },
  };
}

/** Why a sound can't be played at all; `null` where it is worth trying. */
function unplayable({ status, failure, path }: SoundRecord): Failure | null {
  if (status === 'indexed') return null;
  if (failure !== null) return failure;
  return {
    code: 'missing',
    message: `${nameOfPath(path)} is not where it was.`,
    nextStep: 'Connect its drive, or index its folder again if it moved.',
  };
}
