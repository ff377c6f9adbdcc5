import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

type Standard = 'ixml' | 'aswg' | 'user';

const roots = new Set(['BWFXML', 'IXML']);

/** Which standard the elements below a top-level element belong to. */
const standardOf = new Map<string, Standard>([
  ['ASWG', 'aswg'],
  ['USER', 'user'],
]);

/**
 * Reads an iXML chunk: every element with a text, by its path below BWFXML (`SPEED/MASTER_SPEED`,
 * `TRACK_LIST/TRACK[2]/NAME`, `USER/CATEGORY`, `ASWG/catId`); Steinberg's attributes by their name
 * (`STEINBERG/MediaCategoryPost`).
 *
 * Sources: iXML specification 3.01 (gallery.co.uk/ixml); ASWG-G006 iXML Extension 1.1 (Sony-ASWG/iXML-Extension).
 */
export function readIxml(bytes: Buffer, collector: MetadataCollector): void {
  const { elements, damage } = readXml(decodeText(bytes));
  if (damage) collector.warn(`The iXML block is damaged: ${damage}; what could be read was kept.`);
  const root = elements.find((element) => roots.has(element.name.toUpperCase()));
  for (const element of root?.children ?? elements) {
    const name = element.name.toUpperCase();
    addElement(element, element.name, standardOf.get(name) ?? 'ixml', collector);
  }
}

function addElement(element: XmlElement, path: string, standard: Standard, collector: MetadataCollector): void {
  const attributeName = steinbergAttribute(element);
  if (attributeName) {
    const [top] = path.split('/', 1);
    collector.add(standard, `${top}/${attributeName.name}`, attributeName.value);
    return;
  }
  collector.add(standard, path, element.text);
  for (const [name, value] of element.attributes) {
    if (!name.startsWith('xmlns')) collector.add(standard, `${path}@${name}`, value);
  }
  const siblings = new Map<string, number>();
  for (const child of element.children) siblings.set(child.name, (siblings.get(child.name) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const child of element.children) {
    const place = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, place);
    const repeated = (siblings.get(child.name) ?? 0) > 1;
    addElement(child, `${path}/${child.name}${repeated ? `[${place}]` : ''}`, standard, collector);
  }
}

/** `<ATTR><TYPE>string</TYPE><NAME>MediaCategoryPost</NAME><VALUE>…</VALUE></ATTR>` */
function steinbergAttribute(element: XmlElement): { readonly name: string; readonly value: string } | undefined {
  if (element.name !== 'ATTR') return undefined;
  const name = element.children.find((child) => child.name === 'NAME')?.text;
  const value = element.children.find((child) => child.name === 'VALUE')?.text;
  return name && value !== undefined ? { name, value } : undefined;
}
