import './frame-strip.css';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { percentWords, positionWords } from '../../components/index.ts';
import { familyOf } from '../category/families.ts';
import { placed } from './placed.ts';
import { frameAt, isSilent, stretchOfFrame, stripCells } from './strip-cells.ts';

/** Cells narrower than this, in parts of the strip, say nothing to anybody. */
const NARROWEST_SHARE = 1 / 160;
/** So that what is unlikely is still seen. */
const FAINTEST = 0.3;
const SURE = '--sure' as string;

/** What each stretch of two seconds sounds like, under the waveform and moving with it. */
export function FrameStrip() {
  const { player } = useActions();
  const frames = useAppState((state) => state.player.frames);
  const chosen = useAppState((state) => state.player.frame);
  const part = useAppState((state) => state.player.part);
  const seconds = useAppState((state) => state.player.sound?.format?.durationSeconds ?? 0);
  const strip = useRef<HTMLDivElement>(null);
  const cells = useMemo(() => {
    const length = part.endSeconds - part.startSeconds;
    // Some way beyond either edge, so that scrolling moves what is there.
    const around = { startSeconds: part.startSeconds - length, endSeconds: part.endSeconds + length };
    return stripCells(frames ?? [], seconds, around, length * NARROWEST_SHARE);
  }, [frames, seconds, part]);
  const count = frames?.length ?? 0;
  if (count === 0)
    return <div className="strip strip-empty" aria-busy={frames === null && seconds > 0} aria-hidden="true" />;
  const frame = chosen === null ? undefined : frames?.[chosen];
  const stretch = frame && stretchOfFrame(frame, seconds);

  function pointedAt(event: { readonly clientX: number }): number | null {
    const box = strip.current?.getBoundingClientRect();
    if (box === undefined || frames === null) return null;
    return frameAt(frames, player.secondsAt((event.clientX - box.left) / box.width));
  }

  function steer(event: KeyboardEvent): void {
    const at = chosen ?? player.frameHere() ?? 0;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[event.key];
    if (next !== undefined) player.chooseFrame(Math.min(count - 1, Math.max(0, next)));
    else if (event.key === 'Enter' || event.key === ' ')
      if (event.shiftKey) player.frameToRegion();
      else player.playFrame(at);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={strip}
      className="strip"
      role="slider"
      tabIndex={0}
      aria-label="Frames"
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={(chosen ?? 0) + 1}
      aria-valuetext={frame === undefined ? `${count} frames` : frameWords(frame, seconds)}
      onKeyDown={steer}
      onFocus={() => {
        if (chosen === null) player.chooseFrame(player.frameHere() ?? 0);
      }}
      onBlur={() => player.chooseFrame(null)}
      onPointerMove={(event) => player.chooseFrame(pointedAt(event))}
      onPointerLeave={() => player.chooseFrame(null)}
      onClick={(event) => {
        const at = pointedAt(event);
        if (at !== null && event.detail === 1) player.playFrame(at);
      }}
      onDoubleClick={() => player.frameToRegion()}
    >
      <div className="strip-cells" aria-hidden="true">
        {cells.map((cell) => (
          <span
            key={cell.startSeconds}
            className={
              cell.category === null ? 'strip-cell strip-silent' : `strip-cell family-${familyOf(cell.category)}`
            }
            style={{ ...placed(cell), [SURE]: FAINTEST + (1 - FAINTEST) * cell.probability }}
          >
            <span className="strip-words">{cell.category}</span>
          </span>
        ))}
        {stretch !== undefined && <span className="strip-chosen" style={placed(stretch)} />}
      </div>
      {frame !== undefined && stretch !== undefined && (
        <div className="strip-clip" aria-hidden="true">
          <div className="hint strip-hint" style={placed(stretch)}>
            <p className="strip-time">
              {positionWords(stretch.startSeconds)} – {positionWords(stretch.endSeconds)}
            </p>
            {frame.categories.length === 0 && <p>{isSilent(frame) ? 'Silence' : 'Not known'}</p>}
            {frame.categories.map(({ category, probability }) => (
              <p key={category} className="strip-said">
                <span className={`category-mark family-${familyOf(category)}`} />
                <span>{category}</span>
                <span className="strip-share">{percentWords(probability)}</span>
              </p>
            ))}
            {frame.categories.length > 0 && isSilent(frame) && <p className="strip-time">Almost silent</p>}
          </div>
        </div>
      )}
    </div>
  );
}

function frameWords(frame: Parameters<typeof isSilent>[0], seconds: number): string {
  const { startSeconds, endSeconds } = stretchOfFrame(frame, seconds);
  const said = frame.categories.map(({ category, probability }) => `${category} ${percentWords(probability)}`);
  const words = said.length > 0 ? said.join(', ') : isSilent(frame) ? 'silence' : 'not known';
  return `${positionWords(startSeconds)} to ${positionWords(endSeconds)}: ${words}`;
}
