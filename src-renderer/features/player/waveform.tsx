import { useEffect, useRef } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { bandColours, drawWaveform, placesOf } from './draw-waveform.ts';
import { createWaveform } from './strict-waveform.ts';

/** Finer than any window is wide. */
const PLACES = 8_192;
const HEIGHT_PIXELS = 64;

/** The sound on show, to look at and to point into. */
export function Waveform() {
  const { player } = useActions();
  const peaks = useAppState((state) => state.player.peaks);
  const problem = useAppState((state) => state.player.problem);
  const theme = useAppState((state) => state.shell.theme);
  const place = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useEffect(() => {
    const container = place.current;
    if (container === null || peaks === null || problem !== null) return;
    const durationSeconds = peaks.frames / peaks.sampleRateHz;
    const waveform = createWaveform({
      container,
      media: player.audio,
      height: HEIGHT_PIXELS,
      peaks: [placesOf(PLACES)],
      duration: durationSeconds,
      url: player.audio.src,
      // The part that was played is tinted by the style sheet, so that the bands keep their colours.
      progressColor: 'transparent',
      cursorColor: getComputedStyle(container).color,
      cursorWidth: 1,
      renderFunction: ([places], context) => {
        const from = places?.[0] ?? 0;
        drawWaveform(context, peaks, { from, to: places?.[places.length - 1] ?? 1 }, bandColours(container));
      },
    });
    const stop = waveform.on('interaction', player.playFrom);
    const scheme = window.matchMedia('(prefers-color-scheme: light)');
    const redraw = (): void => waveform.setOptions({ cursorColor: getComputedStyle(container).color });
    scheme.addEventListener('change', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      stop();
      waveform.destroy();
    };
  }, [peaks, problem, player, theme]);

  return <div className="waveform" ref={place} />;
}
