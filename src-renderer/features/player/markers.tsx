import './markers.css';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { MarkerRecord } from '../../../src-shared/contract/markers.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { positionWords } from '../../components/index.ts';
import { movedBy } from './marker-places.ts';
import { placed } from './placed.ts';

/** Further than a hand trembles. */
const DRAG_PIXELS = 3;
const KEY_SECONDS = 0.01;
const LONG_KEY_SECONDS = 0.1;

const wordsOf = ({ name, startSeconds, endSeconds }: Omit<MarkerRecord, 'id' | 'colour'>): string => {
  const until = endSeconds === null ? '' : ` to ${positionWords(endSeconds)}`;
  return `${endSeconds === null ? 'Marker' : 'Region'}${name === '' ? '' : ` ${name}`}, ${positionWords(startSeconds)}${until}`;
};

function NameField({ marker }: { readonly marker: MarkerRecord }) {
  const { player } = useActions();
  const done = useRef(false);
  const end = (name: string | null): void => {
    if (done.current) return;
    done.current = true;
    void player.endNaming(name);
  };
  return (
    <input
      className="field marker-field"
      aria-label="Name of the marker"
      maxLength={200}
      defaultValue={marker.name}
      // biome-ignore lint/a11y/noAutofocus: it was opened to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => end(event.currentTarget.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === 'Enter' ? event.currentTarget.value : null);
        document.getElementById('sounds')?.focus();
      }}
    />
  );
}

function Marker({ marker }: { readonly marker: MarkerRecord }) {
  const { player } = useActions();
  const seconds = useAppState((state) => state.player.sound?.format?.durationSeconds ?? 0);
  const chosen = useAppState((state) => state.player.marker === marker.id);
  const naming = useAppState((state) => state.player.isNaming && state.player.marker === marker.id);
  const [bySeconds, setBySeconds] = useState(0);
  const from = useRef<{ readonly x: number; moved: boolean } | null>(null);
  const shown = { ...marker, ...movedBy(marker, bySeconds, seconds) };

  function follow(event: PointerEvent<HTMLElement>): void {
    const drag = from.current;
    const stage = event.currentTarget.closest('.player-stage');
    if (drag === null || stage === null) return;
    const pixels = event.clientX - drag.x;
    if (Math.abs(pixels) > DRAG_PIXELS) drag.moved = true;
    if (drag.moved) setBySeconds(player.secondsAt(pixels / stage.clientWidth) - player.secondsAt(0));
  }

  function end(): void {
    const drag = from.current;
    from.current = null;
    if (drag === null) return;
    if (drag.moved) void player.moveMarker(marker.id, shown.startSeconds, shown.endSeconds);
    else player.chooseMarker(marker);
    setBySeconds(0);
  }

  function steer(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step !== 0) {
      const to = movedBy(marker, step * (event.shiftKey ? LONG_KEY_SECONDS : KEY_SECONDS), seconds);
      void player.moveMarker(marker.id, to.startSeconds, to.endSeconds);
    } else if (event.key === 'Delete' || event.key === 'Backspace') void player.removeMarker(marker.id);
    else if (event.key === 'F2') player.startNaming(marker.id);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className={`marker${marker.endSeconds === null ? '' : ' marker-region'}${chosen ? ' marker-chosen' : ''}`}
      style={placed(shown)}
    >
      {naming ? (
        <NameField marker={marker} />
      ) : (
        <button
          type="button"
          className="marker-flag"
          aria-label={wordsOf(marker)}
          aria-pressed={chosen}
          title={`${wordsOf(shown)} · drag or arrows move, F2 names, Delete removes`}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
            from.current = { x: event.clientX, moved: false };
          }}
          onPointerMove={follow}
          onPointerUp={end}
          onPointerCancel={() => {
            from.current = null;
            setBySeconds(0);
          }}
          onDoubleClick={() => player.startNaming(marker.id)}
          onClick={(event) => {
            // Of the keyboard or a screen reader; the pointer has done it already.
            if (event.detail === 0) player.chooseMarker(marker);
          }}
          onKeyDown={steer}
        >
          {marker.name}
        </button>
      )}
    </div>
  );
}

/** Markers and named regions over the waveform; those that the file brings stand at its foot and stay where they are. */
export function Markers() {
  const { player } = useActions();
  const markers = useAppState((state) => state.player.markers);
  const fileMarkers = useAppState((state) => state.player.fileMarkers);
  return (
    <div className="markers">
      {fileMarkers.map((marker) => (
        <div
          key={`${marker.startSeconds}/${marker.name}`}
          className={`marker marker-of-file${marker.endSeconds === null ? '' : ' marker-region'}`}
          style={placed(marker)}
        >
          <button
            type="button"
            className="marker-flag"
            aria-label={`${wordsOf(marker)}, from the file`}
            title={`${wordsOf(marker)} · from the file`}
            onClick={() => player.chooseMarker(marker)}
          >
            {marker.name}
          </button>
        </div>
      ))}
      {markers.map((marker) => (
        <Marker key={marker.id} marker={marker} />
      ))}
    </div>
  );
}
