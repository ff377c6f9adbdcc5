import { FIGURE_TOKENS } from '../../../src-shared/figures/index.ts';

/** How a page looks. */
export const PAGE_STYLE = `${FIGURE_TOKENS}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; background: var(--ground); color: var(--text);
  font: 13px/1.4 "Inter Variable", Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1200px; margin: 0 auto; }
h1 { margin: 0 0 4px; font-size: 20px; font-weight: 600; }
h2 { margin: 32px 0 8px; font-size: 16px; font-weight: 600; }
h3 { margin: 20px 0 8px; font-size: 13px; font-weight: 600; }
p { margin: 0 0 8px; max-width: 80ch; }
.quiet { color: var(--text-quiet); fill: var(--text-quiet); font-size: 11px; }
.scroll { overflow-x: auto; }
.beside { display: flex; flex-wrap: wrap; gap: 32px; align-items: flex-start; }
table { border-collapse: collapse; }
th, td { height: 28px; padding: 0 12px 0 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th { color: var(--text-quiet); font-size: 11px; font-weight: 500; }
th:first-child, td:first-child { text-align: left; }
summary { min-height: 28px; cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--accent); }
ul { margin: 0; padding-left: 18px; overflow-wrap: anywhere; }
svg { display: block; font: 11px "Inter Variable", Inter, system-ui, sans-serif; }
svg text { fill: var(--text); }
svg text.quiet { fill: var(--text-quiet); }
svg .small { font-size: 10px; }
.first { fill: var(--accent); }
.five { fill: var(--accent); fill-opacity: 0.25; }
.wrong { fill: var(--danger); }
.said { fill: var(--text); }
.range { stroke: var(--text); stroke-width: 1; }
.grid { stroke: var(--line); }
.frame { fill: none; stroke: var(--line); }
.truth { stroke: var(--text-quiet); stroke-dasharray: 3 3; }
@media print { body { padding: 0; } details { break-inside: avoid; } }
`;
