/** The window's tokens, as far as figures outside of it need them: both themes, by what the reader's system prefers. */
export const FIGURE_TOKENS = `
:root { color-scheme: light dark;
  --ground: light-dark(oklch(0.982 0.002 260), oklch(0.188 0.007 262));
  --panel: light-dark(oklch(0.958 0.004 260), oklch(0.215 0.008 262));
  --line: light-dark(oklch(0.875 0.006 260), oklch(0.305 0.01 262));
  --text: light-dark(oklch(0.25 0.012 262), oklch(0.925 0.004 260));
  --text-quiet: light-dark(oklch(0.45 0.014 262), oklch(0.735 0.012 260));
  --accent: light-dark(oklch(0.49 0.13 248), oklch(0.79 0.105 235));
  --danger: light-dark(oklch(0.5 0.18 27), oklch(0.755 0.135 25));
  --family-nature: light-dark(oklch(0.56 0.12 145), oklch(0.74 0.13 145));
  --family-weather: light-dark(oklch(0.56 0.11 225), oklch(0.76 0.1 225));
  --family-animals: light-dark(oklch(0.58 0.12 95), oklch(0.8 0.13 98));
  --family-voices: light-dark(oklch(0.58 0.15 350), oklch(0.77 0.12 350));
  --family-crowds: light-dark(oklch(0.56 0.13 320), oklch(0.75 0.12 320));
  --family-vehicles: light-dark(oklch(0.54 0.14 260), oklch(0.72 0.13 260));
  --family-weapons: light-dark(oklch(0.54 0.18 27), oklch(0.7 0.16 27));
  --family-machines: light-dark(oklch(0.55 0.1 195), oklch(0.75 0.1 195));
  --family-materials: light-dark(oklch(0.55 0.11 65), oklch(0.75 0.11 68));
  --family-impacts: light-dark(oklch(0.57 0.15 48), oklch(0.73 0.15 48));
  --family-designed: light-dark(oklch(0.54 0.16 295), oklch(0.73 0.14 295));
  --family-interface: light-dark(oklch(0.55 0.03 260), oklch(0.74 0.03 260));
}`;

/** How the parts of a figure look; the window has the same rules in figure.css. */
export const FIGURE_RULES = `
text { fill: var(--text); font: 11px "Inter Variable", Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
text.quiet { fill: var(--text-quiet); }
text.small { font-size: 10px; }
text.named { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; }
.ground { fill: var(--ground); }
.series-0 { fill: var(--accent); }
.series-1 { fill: var(--text-quiet); }
.series-2 { fill: var(--family-materials); }
.series-3 { fill: var(--family-nature); }
.series-4 { fill: var(--family-designed); }
.series-5 { fill: var(--family-voices); }
.right { fill: var(--accent); }
.wrong { fill: var(--danger); }
.range { stroke: var(--text); stroke-width: 1; }
.grid { stroke: var(--line); }
.frame { fill: none; stroke: var(--line); }
.family-nature { fill: var(--family-nature); }
.family-weather { fill: var(--family-weather); }
.family-animals { fill: var(--family-animals); }
.family-voices { fill: var(--family-voices); }
.family-crowds { fill: var(--family-crowds); }
.family-vehicles { fill: var(--family-vehicles); }
.family-weapons { fill: var(--family-weapons); }
.family-machines { fill: var(--family-machines); }
.family-materials { fill: var(--family-materials); }
.family-impacts { fill: var(--family-impacts); }
.family-designed { fill: var(--family-designed); }
.family-interface { fill: var(--family-interface); }
`;

export const FIGURE_STYLE = `${FIGURE_TOKENS}${FIGURE_RULES}`;
