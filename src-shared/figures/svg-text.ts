import { FIGURE_STYLE } from './figure-style.ts';
import type { Figure, Shape } from './shape.ts';

/** Text as it may stand between tags and in quoted attributes, whatever a file is called. */
export function escapeText(text: string): string {
  return (
    text
      // XML knows no other control characters.
      .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  );
}

/** For a page that brings the styles itself. */
export function figureMarkup({ name, width, height, shapes }: Figure): string {
  return `<svg role="img" aria-label="${escapeText(name)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n${shapes.map(markupOf).join('\n')}\n</svg>`;
}

/** A file of its own, light or dark as its reader prefers. */
export function figureFile({ name, width, height, shapes }: Figure): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width + 32}" height="${height + 32}" viewBox="-16 -16 ${width + 32} ${height + 32}">
<title>${escapeText(name)}</title>
<style>${FIGURE_STYLE}</style>
<rect class="ground" x="-16" y="-16" width="${width + 32}" height="${height + 32}"/>
${shapes.map(markupOf).join('\n')}
</svg>
`;
}

function markupOf({ tag, attributes, children }: Shape): string {
  const given = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeText(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${tag}${given}/>`;
  const inside = children.map((child) => (typeof child === 'string' ? escapeText(child) : markupOf(child))).join('');
  return `<${tag}${given}>${inside}</${tag}>`;
}
