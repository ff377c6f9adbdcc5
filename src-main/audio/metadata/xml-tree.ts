import { XMLParser } from 'fast-xml-parser';

/** An element with its text and children; attributes by name. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

export type XmlResult = {
  readonly elements: readonly XmlElement[];
  /** Why the text could not be read to its end; `null` where it could. */
  readonly damage: string | null;
};

// Entities stay as they stand and are decoded below: a document's own entities (which can multiply without bound)
// are never defined, and text in CDATA stays untouched.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  allowBooleanAttributes: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 64,
});

const namedEntities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Reads XML that other programs wrote, as far as it goes; never throws. Document types are left out. */
export function readXml(text: string): XmlResult {
  const start = text.indexOf('<');
  const lastTagEnd = text.lastIndexOf('>');
  if (start < 0 || lastTagEnd < start) return { elements: [], damage: 'it holds no XML' };
  // Programs leave padding and old bytes behind the document.
  const xml = text.slice(start, lastTagEnd + 1).replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/gi, '');
  try {
    const elements = elementsIn(parser.parse(xml));
    return { elements, damage: isClosed(xml, elements) ? null : 'its end is missing' };
  } catch {
    return { elements: recover(xml), damage: 'it is not well formed' };
  }
}

/** Reads leaf elements `<NAME>text</NAME>` alone when the whole makes no sense. */
function recover(xml: string): XmlElement[] {
  const leaves: XmlElement[] = [];
  for (const [, name, text] of xml.matchAll(/<([A-Za-z_][\w:.-]{0,63})>([^<]{1,65536})<\/\1\s*>/g)) {
    if (name && text) leaves.push({ name, attributes: new Map(), text: decodeEntities(text).trim(), children: [] });
  }
  return leaves;
}

function isClosed(xml: string, elements: readonly XmlElement[]): boolean {
  const root = elements[0];
  return root === undefined || new RegExp(`(</${escapeForPattern(root.name)}\\s*|/)>\\s*(<[!?][\\s\\S]*)?$`).test(xml);
}

function escapeForPattern(text: string): string {
  return text.replace(/[^\w:]/g, '\\$&');
}

function elementsIn(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    for (const [name, content] of Object.entries(node as Record<string, unknown>)) {
      if (name === ':@' || name === '#text' || name === '#cdata') continue;
      elements.push({
        name,
        attributes: attributesOf(node),
        text: textIn(content),
        children: elementsIn(content),
      });
    }
  }
  return elements;
}

function textIn(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  let text = '';
  for (const node of nodes as Record<string, unknown>[]) {
    if (typeof node['#text'] === 'string') text += decodeEntities(node['#text']);
    if (Array.isArray(node['#cdata'])) text += rawTextIn(node['#cdata']);
  }
  return text.trim();
}

function rawTextIn(nodes: readonly Record<string, unknown>[]): string {
  return nodes.map((node) => (typeof node['#text'] === 'string' ? node['#text'] : '')).join('');
}

function attributesOf(node: unknown): ReadonlyMap<string, string> {
  const attributes = (node as Record<string, unknown>)[':@'];
  const found = new Map<string, string>();
  if (typeof attributes !== 'object' || attributes === null) return found;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') found.set(name, decodeEntities(value));
  }
  return found;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (entity, decimal, hex, name) => {
    if (name) return namedEntities.get(name.toLowerCase()) ?? entity;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
