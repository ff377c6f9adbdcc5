import { type Family, families, familyOf } from '../../../src-shared/ucs/index.ts';

/** Red, green, blue and how much is seen, 0–255. */
export type Colour = readonly [number, number, number, number];
export type Theme = 'dark' | 'light';

/** Hue and chroma of the families, as the tokens of the theme have them. */
const hues: { readonly [Name in Family]: readonly [hue: number, chroma: number] } = {
  nature: [145, 0.13],
  weather: [225, 0.11],
  animals: [98, 0.13],
  voices: [350, 0.14],
  crowds: [320, 0.13],
  vehicles: [260, 0.14],
  weapons: [27, 0.17],
  machines: [195, 0.1],
  materials: [68, 0.11],
  impacts: [48, 0.15],
  designed: [295, 0.15],
  interface: [260, 0.03],
};

/** Members of a family differ in lightness, which eyes that don't tell hues apart see, too. */
const lightness = { dark: { from: 0.6, to: 0.9 }, light: { from: 0.52, to: 0.74 } } as const;
const HUE_SPREAD = 14;

/** A colour of OKLCH in sRGB (Ottosson 2020, "A perceptual color space for image processing"); what lies outside is cut. */
export function oklch(light: number, chroma: number, hueDegrees: number): Colour {
  const angle = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const encoded = (linear: number): number => {
    const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  };
  return [
    encoded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    encoded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    encoded(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
    255,
  ];
}

const grey = (theme: Theme): Colour => oklch(theme === 'dark' ? 0.5 : 0.72, 0.01, 260);

/** One colour a category, and grey behind them for none. */
export function categoryColours(categories: readonly string[], theme: Theme): Colour[] {
  const { from, to } = lightness[theme];
  const members = new Map<Family, string[]>(families.map((family) => [family, []]));
  for (const category of categories) members.get(familyOf(category))?.push(category);
  return categories.map((category) => {
    const family = familyOf(category);
    const kin = members.get(family) ?? [];
    const share = kin.length > 1 ? kin.indexOf(category) / (kin.length - 1) : 0.5;
    const [hue, chroma] = hues[family];
    return oklch(from + share * (to - from), chroma, hue + (share - 0.5) * HUE_SPREAD);
  });
}

/** From hardly sure to sure: one hue that grows lighter, or darker on white. */
export function certaintyColours(theme: Theme): Colour[] {
  return Array.from({ length: 256 }, (_, certainty) => {
    const share = certainty / 255;
    return theme === 'dark'
      ? oklch(0.38 + 0.5 * share, 0.05 + 0.1 * share, 290 - 190 * share)
      : oklch(0.82 - 0.45 * share, 0.04 + 0.11 * share, 100 + 170 * share);
  });
}

/** The golden angle: neighbours in the list are far apart in hue. */
const HUE_STEP = 137.508;

export function libraryColours(count: number, theme: Theme): Colour[] {
  return Array.from({ length: count }, (_, at) => {
    const step = (at % 3) / 2;
    const { from, to } = lightness[theme];
    return oklch(from + 0.08 + step * (to - from - 0.12), 0.13, 30 + at * HUE_STEP);
  });
}

/** 256 colours as a texture takes them; numbers without one are grey, hidden ones are not seen. */
export function texture(colours: readonly Colour[], hidden: ReadonlySet<number>, theme: Theme): Uint8Array {
  const bytes = new Uint8Array(256 * 4);
  for (let at = 0; at < 256; at += 1) {
    const [red, green, blue] = colours[at] ?? grey(theme);
    bytes.set([red, green, blue, hidden.has(at) ? 0 : 255], at * 4);
  }
  return bytes;
}

export const cssOf = ([red, green, blue]: Colour): string => `rgb(${red} ${green} ${blue})`;
