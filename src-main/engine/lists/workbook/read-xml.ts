import { Parser } from 'saxen';
import { WorkbookFault } from './workbook-fault.ts';

export type Attributes = { readonly [name: string]: string | undefined };

type Heard = {
  /** Names without what stands before a colon. Attributes are parsed when they are asked for, as they are written. */
  readonly open?: (name: string, attributes: () => Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/**
 * Tells what stands in a part of a workbook, in its order. Entities that a document declares itself are left as they
 * are: none of them is ever unfolded.
 * @throws WorkbookFault
 */
export function readXml(xml: string, { open, close, text }: Heard): void {
  const parser = new Parser();
  parser.on('error', (cause) => {
    throw new WorkbookFault('damaged', { cause });
  });
  if (open !== undefined) parser.on('openTag', (name, attributes) => open(localName(name), attributes));
  if (close !== undefined) parser.on('closeTag', (name) => close(localName(name)));
  if (text !== undefined) {
    parser.on('text', (written, decodeEntities) => text(written.includes('&') ? decodeEntities(written) : written));
    parser.on('cdata', text);
  }
  parser.parse(xml);
}

/** Characters that XML can't hold or that mean something in it, as they are written in attributes. */
export function attributeText(written: string): string {
  return written
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
