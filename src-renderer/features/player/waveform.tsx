import { useEffect, useRef } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import RegionsPlugin, { type Region } from 'wavesurfer.js/dist/plugins/regions.esm.js';
import { useActions, useAppState } from '../../app/index.ts';
import { bandColours, drawWaveform, placesOf } from './draw-waveform.ts';
import { showView } from './placed.ts';
import { createWaveform } from './strict-waveform.ts';
import { followWheel } from './zooming.ts';

/** Finer than any window is wide, also when zoomed far in. */
const PLACES = 65_536;
const places = placesOf(PLACES);
/** Pixels before a press becomes a drag. */
const DRAG_PIXELS = 4;
const REGION_COLOUR = 'color-mix(in oklch, var(--accent) 22%, transparent)';

type Regions = ReturnType<typeof RegionsPlugin.create>;
type Shown = { readonly waveform: WaveSurfer; readonly regions: Regions; readonly durationSeconds: number };

/** The sound on show: to look at, to point into, to mark a part of. */
export function Waveform() {
  const { player } = useActions();
  const peaks = useAppState((state) => state.player.peaks);
  const problem = useAppState((state) => state.player.problem);
  const theme = useAppState((state) => state.shell.theme);
  const region = useAppState((state) => state.player.region);
  const zoom = useAppState((state) => state.player.zoom);
  const apart = useAppState((state) => state.player.channelsApart);
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useEffect(() => {
    const container = place.current;
    if (container === null || peaks === null || problem !== null) return;
    const durationSeconds = peaks.frames / peaks.sampleRateHz;
    const regions = RegionsPlugin.create();
    const waveform = createWaveform({
      container,
      media: player.audio,
      height: 'auto',
      peaks: [places],
      duration: durationSeconds,
      // No address: the element has its own already, and would begin again where it gets another spelling of it.
      plugins: [regions],
      // The part that was played is tinted by the style sheet, so that the bands keep their colours.
      progressColor: 'transparent',
      cursorColor: getComputedStyle(container).color,
      cursorWidth: 1,
      autoScroll: true,
      autoCenter: false,
      renderFunction: ([part], context) => {
        const from = part?.[0] ?? 0;
        const to = part?.[part.length - 1] ?? 1;
        drawWaveform(context, peaks, { from, to }, bandColours(container), apart);
      },
    });
    const keep = (marked: Region): void => {
      for (const other of regions.getRegions()) if (other !== marked) other.remove();
      player.setRegion({ startSeconds: marked.start, endSeconds: marked.end });
    };
    const stage = container.closest<HTMLElement>('.player-stage');
    // What stands over and under the waveform moves with it.
    const tellView = (): void => {
      const whole = waveform.getWrapper().scrollWidth;
      if (stage === null || whole === 0) return;
      const startSeconds = (waveform.getScroll() / whole) * durationSeconds;
      const lengthSeconds = Math.min(1, waveform.getWidth() / whole) * durationSeconds;
      const view = { startSeconds, endSeconds: startSeconds + lengthSeconds };
      showView(stage, startSeconds, lengthSeconds);
      player.setView(view);
      player.showPart(view, whole / Math.max(1, waveform.getWidth()));
    };
    const stops = [
      waveform.on('scroll', tellView),
      waveform.on('redraw', tellView),
      waveform.on('ready', tellView),
      waveform.on('resize', tellView),
      waveform.on('interaction', player.playFrom),
      regions.on('region-created', keep),
      regions.on('region-updated', keep),
      regions.enableDragSelection({ color: REGION_COLOUR }, DRAG_PIXELS),
      followWheel(container, waveform, durationSeconds, player.setZoom),
    ];
    shown.current = { waveform, regions, durationSeconds };
    const scheme = window.matchMedia('(prefers-color-scheme: light)');
    const redraw = (): void => waveform.setOptions({ cursorColor: getComputedStyle(container).color });
    scheme.addEventListener('change', redraw);
    return () => {
      shown.current = null;
      scheme.removeEventListener('change', redraw);
      for (const stop of stops) stop();
      waveform.destroy();
    };
  }, [peaks, problem, player, theme, apart]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new waveform shows the region of before
  useEffect(() => {
    const regions = shown.current?.regions;
    if (regions === undefined) return;
    const [there, ...others] = regions.getRegions();
    for (const other of others) other.remove();
    if (region === null) there?.remove();
    else if (there === undefined)
      regions.addRegion({ start: region.startSeconds, end: region.endSeconds, color: REGION_COLOUR });
    else if (there.start !== region.startSeconds || there.end !== region.endSeconds)
      there.setOptions({ start: region.startSeconds, end: region.endSeconds });
  }, [region, peaks, theme, apart]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new waveform is shown as far in as the one of before
  useEffect(() => {
    const { waveform, durationSeconds } = shown.current ?? {};
    if (waveform === undefined || durationSeconds === undefined) return;
    const draw = (): void => waveform.zoom(zoom <= 1 ? 0 : (waveform.getWidth() * zoom) / durationSeconds);
    if (waveform.getDecodedData() !== null) draw();
    else if (zoom > 1) return waveform.once('ready', draw);
    return;
  }, [zoom, peaks, theme, apart]);

  return <div className="waveform" ref={place} />;
}
