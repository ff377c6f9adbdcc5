/** The part of saxen 11 that is used; the package has no types of its own. */
declare module 'saxen' {
  type DecodeEntities = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      heard: (
        name: string,
        attributes: () => { readonly [name: string]: string | undefined },
        decodeEntities: DecodeEntities,
        selfClosing: boolean,
      ) => void,
    ): this;
    on(event: 'closeTag', heard: (name: string, decodeEntities: DecodeEntities, selfClosing: boolean) => void): this;
    on(event: 'text', heard: (text: string, decodeEntities: DecodeEntities) => void): this;
    on(event: 'cdata', heard: (text: string) => void): this;
    on(event: 'error', heard: (error: Error) => void): this;
    parse(xml: string): this;
  }
}
