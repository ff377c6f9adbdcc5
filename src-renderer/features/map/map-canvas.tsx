import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { wordsOf } from './actions.ts';
import type { DrawAnswer } from './draw-protocol.ts';
import { type Direction, fitting, type Size, toMap, toPixels, type View, zoomed } from './geometry.ts';
import { oklch, texture } from './palette.ts';
import { createPointDrawer, type PointDrawer } from './point-drawer.ts';
import type { LoadedMap } from './state.ts';
import { useColours, useTheme } from './use-colours.ts';

/** As near as this to a point, in pixels, and it is meant. */
const REACH_PIXELS = 9;
const STILL_MILLISECONDS = 110;
const WHEEL_FACTOR = 0.0015;
const KEY_FACTOR = 1.4;
const CLICK_PIXELS = 4;
const LEAST_LASSO_PIXELS = 5;
const LABEL_HEIGHT = 18;
const LETTER_WIDTH = 7;
/** So far above its point, in pixels. */
const TIP_ABOVE = 20;

const directions: { readonly [key: string]: Direction } = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A name, and what place of the map it belongs to. */
type Named = {
  readonly key: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** In pixels, when it was chosen. */
  readonly at: { readonly x: number; readonly y: number };
};

/** Names of clusters that fit beside each other, the largest first. */
function namesInSight({ clusters, categories }: LoadedMap, view: View, size: Size): Named[] {
  const shown: (Named & { readonly width: number })[] = [];
  for (const { category, x, y } of clusters) {
    const name = categories[category] ?? '';
    const at = toPixels(view, size, x, y);
    const width = name.length * LETTER_WIDTH + 8;
    const fits =
      at.x > width / 2 && at.x < size.width - width / 2 && at.y > LABEL_HEIGHT && at.y < size.height - LABEL_HEIGHT;
    const collides = shown.some(
      (other) => Math.abs(other.at.x - at.x) < (other.width + width) / 2 && Math.abs(other.at.y - at.y) < LABEL_HEIGHT,
    );
    if (fits && !collides) shown.push({ key: `${name} ${x} ${y}`, name, x, y, at, width });
  }
  return shown;
}

const groundOf = (theme: 'dark' | 'light') => {
  const [red, green, blue] = theme === 'dark' ? oklch(0.188, 0.007, 262) : oklch(0.982, 0.002, 260);
  return [red, green, blue] as const;
};

/** All points, to be looked at, heard and drawn around. */
export function MapCanvas({ loaded }: { readonly loaded: LoadedMap }) {
  const { map } = useActions();
  const by = useAppState((state) => state.map.by);
  const hidden = useAppState((state) => state.map.hidden);
  const marks = useAppState((state) => state.map.marks);
  const focus = useAppState((state) => state.map.focus);
  const isLassoing = useAppState((state) => state.map.isLassoing);
  const theme = useTheme();
  const colours = useColours(loaded);
  const area = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const drawer = useRef<PointDrawer | null>(null);
  const view = useRef<View>({ x: 0, y: 0, scale: 1 });
  const size = useRef<Size>({ width: 1, height: 1 });
  const fitted = useRef<string>('');
  const fullScale = useRef(1);
  /** The view that shows everything: it stays so in a window of another size. */
  const whole = useRef<View | null>(null);
  const drag = useRef<{ x: number; y: number; readonly fromX: number; readonly fromY: number } | null>(null);
  const lasso = useRef<number[]>([]);
  const still = useRef<ReturnType<typeof setTimeout>>(undefined);
  const frame = useRef(0);
  const [kind, setKind] = useState<DrawAnswer['painter'] | null>(null);
  const [shown, setShown] = useState({ view: view.current, size: size.current });
  const [line, setLine] = useState('');

  /** While it moves a sample is drawn and what lies over it goes along, without React; once it stands still, all of it. */
  const draw = useCallback((isMoving: boolean): void => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const zoom = view.current.scale / fullScale.current;
      drawer.current?.draw({ view: view.current, area: size.current, zoom, isMoving });
      if (isMoving && area.current !== null) moveAlong(area.current, view.current, size.current);
      else setShown({ view: view.current, size: size.current });
    });
    clearTimeout(still.current);
    if (isMoving) still.current = setTimeout(() => draw(false), STILL_MILLISECONDS);
  }, []);

  useEffect(() => {
    const around = area.current;
    if (ground.current === null || around === null) return;
    // A canvas that was given to a thread can't be had back, so each begins with a new one.
    const canvas = document.createElement('canvas');
    canvas.className = 'map-canvas';
    ground.current.replaceChildren(canvas);
    drawer.current = createPointDrawer(canvas, setKind);
    const resize = () => {
      const { width, height } = around.getBoundingClientRect();
      size.current = { width: Math.max(1, width), height: Math.max(1, height) };
      const ratio = devicePixelRatio;
      const box = map.points()?.box;
      if (whole.current === view.current && box !== undefined) {
        view.current = fitting(box, size.current);
        whole.current = view.current;
        fullScale.current = view.current.scale;
      }
      drawer.current?.setSize(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
      draw(false);
    };
    const observer = new ResizeObserver(resize);
    observer.observe(around);
    resize();
    around.focus();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      clearTimeout(still.current);
      drawer.current?.end();
      drawer.current = null;
      canvas.remove();
    };
  }, [draw, map]);

  const showAll = useCallback((): void => {
    const points = map.points();
    if (points === null) return;
    view.current = fitting(points.box, size.current);
    whole.current = view.current;
    fullScale.current = view.current.scale;
    draw(false);
  }, [map, draw]);

  useEffect(() => {
    const points = map.points();
    if (kind === null || points === null) return;
    drawer.current?.setPoints(points.places, points.facts);
    if (fitted.current !== loaded.method) showAll();
    fitted.current = loaded.method;
    draw(false);
  }, [kind, loaded, map, showAll, draw]);

  useEffect(() => {
    if (kind === null) return;
    const seen = by === 'certainties' ? new Set<number>() : new Set(hidden);
    drawer.current?.setLook({ by, colours: texture(colours, seen, theme), ground: groundOf(theme) });
    drawer.current?.setMarks(marks);
    draw(false);
  }, [kind, by, hidden, colours, theme, marks, draw]);

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const zoom = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      zoomBy(Math.exp(-event.deltaY * WHEEL_FACTOR), event.clientX - left, event.clientY - top);
    };
    element.addEventListener('wheel', zoom, { passive: false });
    return () => element.removeEventListener('wheel', zoom);
  });

  function zoomBy(factor: number, x = size.current.width / 2, y = size.current.height / 2): void {
    const limits = [fullScale.current * 0.5, fullScale.current * 400] as const;
    view.current = zoomed(view.current, size.current, factor, x, y, limits);
    draw(true);
  }

  function panBy(x: number, y: number): void {
    const { scale } = view.current;
    view.current = { ...view.current, x: view.current.x - x / scale, y: view.current.y - y / scale };
    draw(true);
  }

  function placeOf(event: PointerEvent) {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  function begin(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    const { x, y } = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x, y, fromX: x, fromY: y };
    lasso.current = isLassoing || event.shiftKey ? [x, y] : [];
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const { x, y } = placeOf(event);
    const held = drag.current;
    if (held === null) {
      const at = toMap(view.current, size.current, x, y);
      void map.hover(at.x, at.y, REACH_PIXELS / view.current.scale);
      return;
    }
    if (lasso.current.length > 0) {
      const [beforeX = 0, beforeY = 0] = lasso.current.slice(-2);
      if (Math.hypot(x - beforeX, y - beforeY) < LEAST_LASSO_PIXELS) return;
      lasso.current.push(x, y);
      setLine(lasso.current.join(' '));
      return;
    }
    panBy(x - held.x, y - held.y);
    drag.current = { ...held, x, y };
  }

  function end(event: PointerEvent<HTMLDivElement>): void {
    const { x, y } = placeOf(event);
    const held = drag.current;
    const corners = lasso.current;
    drag.current = null;
    lasso.current = [];
    setLine('');
    if (held === null) return;
    if (corners.length >= 6) {
      const places = new Float32Array(corners.length);
      for (let at = 0; at < corners.length; at += 2) {
        const place = toMap(view.current, size.current, corners[at] ?? 0, corners[at + 1] ?? 0);
        places[at] = place.x;
        places[at + 1] = place.y;
      }
      void map.lasso(places);
    } else if (Math.hypot(x - held.fromX, y - held.fromY) < CLICK_PIXELS) {
      const at = toMap(view.current, size.current, x, y);
      void map.chooseAt(at.x, at.y, REACH_PIXELS / view.current.scale);
    }
  }

  /** Everything in sight, for who doesn't draw. */
  function chooseInSight(): void {
    const { width, height } = size.current;
    const [from, to] = [toMap(view.current, size.current, 0, 0), toMap(view.current, size.current, width, height)];
    void map.lasso(Float32Array.of(from.x, from.y, to.x, from.y, to.x, to.y, from.x, to.y));
  }

  async function step(direction: Direction): Promise<void> {
    const point = await map.step(direction, view.current.x, view.current.y);
    if (point === null) return;
    const { x, y } = toPixels(view.current, size.current, point.x, point.y);
    const { width, height } = size.current;
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) {
      view.current = { ...view.current, x: point.x, y: point.y };
      draw(false);
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    if (direction !== undefined && event.shiftKey) {
      const [x, y] = { left: [80, 0], right: [-80, 0], up: [0, 80], down: [0, -80] }[direction] as [number, number];
      panBy(x, y);
    } else if (direction !== undefined) void step(direction);
    else if (event.key === '+' || event.key === '=') zoomBy(KEY_FACTOR);
    else if (event.key === '-') zoomBy(1 / KEY_FACTOR);
    else if (event.key === '0') showAll();
    else if (event.key === 'Enter') map.chooseFocused();
    else if (event.key === 'a') chooseInSight();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const at = focus === null ? null : toPixels(shown.view, shown.size, focus.x, focus.y);
  const names = useMemo(() => namesInSight(loaded, shown.view, shown.size), [loaded, shown]);
  return (
    <div
      className={isLassoing ? 'map-area map-lassoing' : 'map-area'}
      ref={area}
      id="map"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard walks from point to point
      tabIndex={0}
      aria-label={`Map of ${countOf(loaded.count, 'sound')}`}
      aria-describedby="map-help"
      onKeyDown={press}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => {
        drag.current = null;
        lasso.current = [];
        setLine('');
      }}
    >
      <div ref={ground} />
      <div className="map-names" aria-hidden="true">
        {names.map(({ key, name, x, y, at: { x: left, y: top } }) => (
          <span key={key} className="map-name" data-x={x} data-y={y} ref={placed(left, top)}>
            {name}
          </span>
        ))}
      </div>
      <svg className="map-lines" aria-hidden="true">
        {line !== '' && <polygon className="map-lasso" points={line} />}
        {at !== null && <circle className="map-focus" data-x={focus?.x} data-y={focus?.y} cx={at.x} cy={at.y} r="7" />}
      </svg>
      {at !== null && focus?.sound && (
        <span
          className="map-tip"
          data-x={focus.x}
          data-y={focus.y}
          data-above={TIP_ABOVE}
          ref={placed(at.x, at.y - TIP_ABOVE)}
          aria-hidden="true"
        >
          {wordsOf(focus.sound)}
        </span>
      )}
      <p id="map-help" className="only-read">
        Arrow keys go to the nearest sound in that direction, Enter chooses it, plus and minus zoom, 0 shows everything,
        Shift with arrows moves the map, A chooses everything in sight.
      </p>
      {kind === 'canvas' && (
        <p className="map-note">
          Without WebGL 2 a sample of the sounds is shown; lines drawn around count all of them.
        </p>
      )}
      {kind === 'none' && <p className="map-note">This window can't draw a map: it has no canvas.</p>}
    </div>
  );
}

/** Where it stands, said to the element: pages take no style of their own. */
const placed =
  (x: number, y: number) =>
  (element: HTMLElement | null): void => {
    if (element !== null) place(element, x, y);
  };

function place(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
}

/** Puts what belongs to places of the map (`data-x`, `data-y`) where these are now. */
function moveAlong(area: HTMLElement, view: View, size: Size): void {
  for (const element of area.querySelectorAll<HTMLElement | SVGElement>('[data-x]')) {
    const { x, y } = toPixels(view, size, Number(element.dataset.x), Number(element.dataset.y));
    if (element instanceof HTMLElement) place(element, x, y - Number(element.dataset.above ?? 0));
    else {
      element.setAttribute('cx', String(x));
      element.setAttribute('cy', String(y));
    }
  }
}
