import WaveSurfer, { type WaveSurferOptions } from 'wavesurfer.js';

const styleElement = /<style[^>]*>([\s\S]*?)<\/style>/u;

/**
 * Makes a waveform under a policy that forbids style elements: wavesurfer.js writes its styles as markup into the shadow
 * root that it attaches, so for the moment in which it does, shadow roots take style elements in markup as constructed
 * style sheets, which the policy allows.
 */
export function createWaveform(options: WaveSurferOptions): WaveSurfer {
  const attachShadow = Element.prototype.attachShadow;
  const innerHtml = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'innerHTML');
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, init);
    Object.defineProperty(root, 'innerHTML', {
      configurable: true,
      get: () => innerHtml?.get?.call(root),
      set: (markup: string) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(styleElement.exec(markup)?.[1] ?? '');
        root.adoptedStyleSheets.push(sheet);
        innerHtml?.set?.call(root, markup.replace(styleElement, ''));
      },
    });
    return root;
  };
  try {
    return WaveSurfer.create(options);
  } finally {
    Element.prototype.attachShadow = attachShadow;
  }
}
