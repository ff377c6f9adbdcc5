import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useAppState } from '../../app/index.ts';
import { bandColours, drawColumns } from '../player/draw-waveform.ts';
import { OVERVIEW_COLUMNS, type Overview, overviews } from './overviews.ts';

/** Rows that only scroll by ask for nothing. */
const REST_MILLISECONDS = 120;
const HEIGHT_PIXELS = 20;
/** A stored overview is whole or not at all; those of long recordings are megabytes, too much for a column. */
const LONGEST_SECONDS = 600;

const known = (id: SoundId) => ({ of: id, overview: overviews.known(id) });

/** A sound at a glance, for a row of the table. */
export function MiniWaveform({ sound: { id, status, format } }: { readonly sound: SoundRecord }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useAppState((state) => state.shell.theme);
  const [shown, setShown] = useState<{ readonly of: SoundId; readonly overview: Overview | undefined }>(() =>
    known(id),
  );
  // A row that is used for another sound shows nothing of the last one, not for a frame.
  const { overview } = shown.of === id ? shown : known(id);
  const wanted = status === 'indexed' && (format?.durationSeconds ?? 0) <= LONGEST_SECONDS;

  useEffect(() => {
    if (!wanted || overviews.known(id) !== undefined) return;
    const leaving = new AbortController();
    const show = (overview: Overview): void => setShown({ of: id, overview });
    const timer = setTimeout(() => overviews.wish(id, leaving.signal, show), REST_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [id, wanted]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    context.clearRect(0, 0, element.width, element.height);
    if (overview !== undefined)
      drawColumns(context, overview, bandColours(element), { top: 0, height: element.height });
  }, [overview, theme]);

  return (
    <span className="mini-waveform" aria-hidden="true">
      <canvas ref={canvas} width={OVERVIEW_COLUMNS} height={HEIGHT_PIXELS} />
    </span>
  );
}
