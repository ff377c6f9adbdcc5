import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/** Containers of several values: Dublin Core keeps titles by language and keywords in a bag. */
const containers = new Set(['rdf:Alt', 'rdf:Bag', 'rdf:Seq']);

/** Reads an XMP packet: the packet as it stands, and its simple properties (`dc:title`, `xmpDM:artist`). */
export function readXmp(bytes: Buffer, collector: MetadataCollector): void {
  const text = decodeText(bytes);
  collector.add('xmp', 'packet', text.replace(/\s*(<\?xpacket end[^>]*>)[\s\S]*$/, '$1'));
  const { elements, damage } = readXml(text);
  if (damage) collector.warn(`The XMP block is damaged: ${damage}; what could be read was kept.`);
  for (const element of elements) addDescriptions(element, collector);
}

function addDescriptions(element: XmlElement, collector: MetadataCollector): void {
  if (element.name !== 'rdf:Description') {
    for (const child of element.children) addDescriptions(child, collector);
    return;
  }
  for (const [name, value] of element.attributes) {
    if (!name.startsWith('xmlns') && !name.startsWith('rdf:')) collector.add('xmp', name, value);
  }
  for (const property of element.children) collector.add('xmp', property.name, propertyValue(property));
}

function propertyValue(property: XmlElement): string {
  const container = property.children.find((child) => containers.has(child.name));
  if (!container) return property.text;
  return container.children
    .map((item) => item.text)
    .filter((text) => text !== '')
    .join('; ');
}
