import type { Size, View } from './geometry.ts';
import type { ColouredBy } from './map-protocol.ts';

/** What is drawn with: colours by a number of each point. */
export type Look = {
  readonly by: ColouredBy;
  /** 256 × RGBA; 0 alpha: not seen. */
  readonly colours: Uint8Array;
  readonly ground: readonly [number, number, number];
};

export type PainterKind = 'webgl' | 'canvas';

/** Draws points on a canvas. */
export type Painter = {
  readonly kind: PainterKind;
  readonly setPoints: (places: Float32Array, facts: Uint8Array) => void;
  /** Which points stand out: 1 each; `null`: all alike. */
  readonly setMarks: (marks: Uint8Array | null) => void;
  readonly setLook: (look: Look) => void;
  /** What can be drawn at once now, the rest in the frames that follow. */
  readonly draw: (view: View, size: Size, zoom: number, isMoving: boolean) => void;
  readonly end: () => void;
};

/** Points a frame: what a graphics card without hardware draws in some milliseconds. */
const POINTS_A_FRAME = 60_000;
const MOVING_POINTS = 60_000;

const vertexShader = `#version 300 es
precision highp float;
in vec2 place;
in uvec4 facts;
in uint mark;
uniform vec2 middle;
uniform vec2 units;
uniform float size;
uniform int by;
uniform bool marking;
uniform sampler2D colours;
out vec4 colour;
void main() {
  uint number = by == 0 ? facts.x : by == 1 ? facts.z : facts.y;
  colour = texelFetch(colours, ivec2(int(number), 0), 0);
  bool faded = marking && mark == 0u;
  gl_Position = vec4((place - middle) * units, 0.0, 1.0);
  if (colour.a == 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  colour.a = faded ? 0.12 : 0.85;
  gl_PointSize = marking && !faded ? size + 1.5 : size;
}`;

const fragmentShader = `#version 300 es
precision mediump float;
in vec4 colour;
out vec4 shown;
void main() {
  vec2 from = gl_PointCoord - 0.5;
  if (dot(from, from) > 0.25) discard;
  shown = vec4(colour.rgb * colour.a, colour.a);
}`;

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) throw new Error('WebGL has no room for a shader.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'No program');
  return program;
}

/** Larger in a large window, too. */
export const roomOf = ({ width, height }: Size): number => Math.min(1.8, Math.max(1, Math.min(width, height) / 800));

/** Larger where one is near, smaller where there are many. */
export const pointSize = (count: number, zoom: number, ratio: number): number =>
  Math.min(
    14,
    Math.max(1.6, (count > 200_000 ? 1.6 : count > 20_000 ? 2.6 : count > 2_000 ? 4.5 : 9) * Math.sqrt(zoom)),
  ) * ratio;

/**
 * Points by WebGL 2: positions lie in the graphics card, panning sends two numbers. Points come in a random order, so
 * that the first of them are a fair sample: while the view moves only these are drawn, then the others slice by slice.
 */
function glPainter(canvas: OffscreenCanvas, gl: WebGL2RenderingContext): Painter {
  const program = programOf(gl);
  const attribute = (name: string) => gl.getAttribLocation(program, name);
  const uniform = (name: string) => gl.getUniformLocation(program, name);
  const [placeAt, factsAt, markAt] = [attribute('place'), attribute('facts'), attribute('mark')];
  const [middle, units, size] = [uniform('middle'), uniform('units'), uniform('size')];
  const [by, marking] = [uniform('by'), uniform('marking')];
  const buffers = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()] as const;
  const colours = gl.createTexture();
  let count = 0;
  let hasMarks = false;
  let look: Look | null = null;
  let frame = 0;
  // biome-ignore lint/correctness/useHookAtTopLevel: a call of WebGL, no hook of React
  gl.useProgram(program);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);

  function fill(place: number, at: number, data: Float32Array | Uint8Array, width: number): void {
    gl.bindBuffer(gl.ARRAY_BUFFER, buffers[place] ?? null);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(at);
    if (data instanceof Float32Array) gl.vertexAttribPointer(at, width, gl.FLOAT, false, 0, 0);
    else gl.vertexAttribIPointer(at, width, gl.UNSIGNED_BYTE, 0, 0);
  }

  function slice(view: View, area: Size, zoom: number, from: number, most: number): void {
    const ratio = canvas.width / Math.max(1, area.width);
    if (from === 0) {
      const [red, green, blue] = look?.ground ?? [0, 0, 0];
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(red / 255, green / 255, blue / 255, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    gl.uniform2f(middle, view.x, view.y);
    gl.uniform2f(units, (2 * view.scale) / area.width, (-2 * view.scale) / area.height);
    gl.uniform1f(size, pointSize(count, zoom, ratio) * roomOf(area));
    if (count > from) gl.drawArrays(gl.POINTS, from, Math.min(most, count - from));
  }

  return {
    kind: 'webgl',
    setPoints: (places, facts) => {
      count = facts.length / 4;
      fill(0, placeAt, places, 2);
      fill(1, factsAt, facts, 4);
      fill(2, markAt, new Uint8Array(count), 1);
      hasMarks = false;
    },
    setMarks: (marks) => {
      hasMarks = marks !== null;
      if (marks !== null) fill(2, markAt, marks, 1);
    },
    setLook: (next) => {
      look = next;
      gl.bindTexture(gl.TEXTURE_2D, colours);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, next.colours);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    },
    draw: (view, area, zoom, isMoving) => {
      cancelAnimationFrame(frame);
      gl.uniform1i(by, ['categories', 'libraries', 'certainties'].indexOf(look?.by ?? 'categories'));
      gl.uniform1i(marking, Number(hasMarks));
      slice(view, area, zoom, 0, isMoving ? MOVING_POINTS : POINTS_A_FRAME);
      if (isMoving) return;
      const goOn = (from: number): void => {
        if (from >= count) return;
        frame = requestAnimationFrame(() => {
          slice(view, area, zoom, from, POINTS_A_FRAME);
          goOn(from + POINTS_A_FRAME);
        });
      };
      goOn(POINTS_A_FRAME);
    },
    end: () => {
      cancelAnimationFrame(frame);
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

/** Points of the sample that a plain canvas shows. */
const SAMPLE = 15_000;

/** Where there is no WebGL 2: a sample, on a plain canvas. */
function plainPainter(canvas: OffscreenCanvas, context: OffscreenCanvasRenderingContext2D): Painter {
  let points: { readonly places: Float32Array; readonly facts: Uint8Array } | null = null;
  let marks: Uint8Array | null = null;
  let look: Look | null = null;
  return {
    kind: 'canvas',
    setPoints: (places, facts) => {
      points = { places, facts };
      marks = null;
    },
    setMarks: (next) => {
      marks = next;
    },
    setLook: (next) => {
      look = next;
    },
    draw: (view, area) => {
      const ratio = canvas.width / Math.max(1, area.width);
      const [red, green, blue] = look?.ground ?? [0, 0, 0];
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.globalAlpha = 1;
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(0, 0, area.width, area.height);
      if (points === null || look === null) return;
      const place = { categories: 0, certainties: 1, libraries: 2 }[look.by];
      const count = Math.min(SAMPLE, points.facts.length / 4);
      for (let point = 0; point < count; point += 1) {
        const at = (points.facts[4 * point + place] as number) * 4;
        if (look.colours[at + 3] === 0) continue;
        const x = ((points.places[2 * point] as number) - view.x) * view.scale + area.width / 2;
        const y = ((points.places[2 * point + 1] as number) - view.y) * view.scale + area.height / 2;
        if (x < 0 || y < 0 || x > area.width || y > area.height) continue;
        context.globalAlpha = marks === null || marks[point] === 1 ? 0.9 : 0.15;
        context.fillStyle = `rgb(${look.colours[at]} ${look.colours[at + 1]} ${look.colours[at + 2]})`;
        context.fillRect(x - 2, y - 2, 4, 4);
      }
    },
    end: () => {},
  };
}

/** @returns `null`: there is no way to draw here */
export function createPainter(canvas: OffscreenCanvas): Painter | null {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: true });
  if (gl !== null) {
    try {
      return glPainter(canvas, gl);
    } catch {
      return null;
    }
  }
  const context = canvas.getContext('2d', { alpha: false });
  return context === null ? null : plainPainter(canvas, context);
}
