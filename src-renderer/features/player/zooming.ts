import type WaveSurfer from 'wavesurfer.js';

/** A notch of a wheel, about a quarter closer. */
const FACTOR_PER_PIXEL = 0.0022;
const FURTHEST = 256;

/**
 * Zooms a waveform around the pointer by the wheel, once a frame; a wheel that moves sideways, or with Shift, scrolls.
 *
 * @param tell how far in it is; 1 shows the whole sound
 * @returns stops listening
 */
export function followWheel(
  container: HTMLElement,
  waveform: WaveSurfer,
  durationSeconds: number,
  tell: (zoom: number) => void,
): () => void {
  let zoom = 1;
  let wanted = 1;
  let pointerX = 0;
  let frame = 0;

  function draw(): void {
    frame = 0;
    if (waveform.getDecodedData() === null) return;
    const width = waveform.getWidth();
    const pixelsPerSecond = (width * zoom) / durationSeconds;
    const pointedSeconds = (waveform.getScroll() + pointerX) / pixelsPerSecond;
    zoom = wanted;
    const next = (width * zoom) / durationSeconds;
    waveform.zoom(zoom <= 1 ? 0 : next);
    waveform.setScroll(pointedSeconds * next - pointerX);
    tell(zoom);
  }

  function turn(event: WheelEvent): void {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    pointerX = event.clientX - container.getBoundingClientRect().left;
    wanted = Math.min(FURTHEST, Math.max(1, wanted * Math.exp(-event.deltaY * FACTOR_PER_PIXEL)));
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  // Keys zoom too: then the wheel goes on from there.
  const stop = waveform.on('zoom', (pixelsPerSecond) => {
    if (frame !== 0) return;
    zoom = Math.max(1, (pixelsPerSecond * durationSeconds) / waveform.getWidth());
    wanted = zoom;
  });
  container.addEventListener('wheel', turn, { passive: false });
  return () => {
    stop();
    cancelAnimationFrame(frame);
    container.removeEventListener('wheel', turn);
  };
}
