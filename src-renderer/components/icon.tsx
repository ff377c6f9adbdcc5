const paths = {
  play: 'M5 3.2v9.6l8-4.8z',
  pause: 'M4.5 3h2.5v10H4.5zM9 3h2.5v10H9z',
  loop: 'M4 6.5V5.8C4 4.8 4.8 4 5.8 4H11V2l3 2.8-3 2.7v-2H5.8c-.2 0-.3.1-.3.3v.7zM12 9.5v.7c0 1-.8 1.8-1.8 1.8H5v2l-3-2.8 3-2.7v2h5.2c.2 0 .3-.1.3-.3v-.7z',
  search: 'M7 2a5 5 0 1 0 3 9l3.3 3.3 1-1L11 10a5 5 0 0 0-4-8m0 1.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2',
  close: 'M4.2 3.2 8 7l3.8-3.8 1 1L9 8l3.8 3.8-1 1L8 9l-3.8 3.8-1-1L7 8 3.2 4.2z',
  plus: 'M7.3 3h1.4v4.3H13v1.4H8.7V13H7.3V8.7H3V7.3h4.3z',
  folder: 'M2 4c0-.6.4-1 1-1h3.4l1.4 1.6H13c.6 0 1 .4 1 1V12c0 .6-.4 1-1 1H3c-.6 0-1-.4-1-1z',
  up: 'M8 3l4.5 4.5-1 1L8.7 5.7V13H7.3V5.7L4.5 8.5l-1-1z',
  again: 'M8 3a5 5 0 0 1 4.2 2.3V3.2h1.4v4.6H9V6.4h2.3A3.6 3.6 0 1 0 11.5 9l1.3.5A5 5 0 1 1 8 3',
  remove: 'M6 2h4l.6 1H14v1.4H2V3h3.4zM3.5 5.5h9l-.6 8.5H4.1z',
  contrast: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2m0 1.4v9.2a4.6 4.6 0 0 0 0-9.2',
  autoPlay: 'M3 4v8l5.5-4zM9.5 4h1.4v8H9.5zM12 4h1.4v8H12z',
  check: 'M6.4 12.2 2.6 8.4l1-1 2.8 2.8 6-6 1 1z',
  more: 'M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z',
  columns: 'M2 3h3.4v10H2zM6.3 3h3.4v10H6.3zM10.6 3H14v10h-3.4z',
  open: 'M6 3.5 11 8l-5 4.5z',
  back: 'M7 3.5l1 1L5.2 7.3H13v1.4H5.2L8 11.5l-1 1L2.5 8z',
  forward: 'M9 3.5l-1 1 2.8 2.8H3v1.4h7.8L8 11.5l1 1L13.5 8z',
  settings:
    'M2 4h5.2a1.9 1.9 0 0 1 3.6 0H14v1.4h-3.2a1.9 1.9 0 0 1-3.6 0H2zM2 10.6h1.2a1.9 1.9 0 0 1 3.6 0H14V12H6.8a1.9 1.9 0 0 1-3.6 0H2z',
  skipSilence: 'M2 5h1.3v6H2zM4.4 3h1.3v10H4.4zM6.8 7.3h2.4v1.4H6.8zM10.3 3h1.3v10h-1.3zM12.7 5H14v6h-1.3z',
  match: 'M2 10h2.2v3H2zM5.3 6.5h2.2V13H5.3zM8.6 6.5h2.2V13H8.6zM11.9 10H14v3h-2.1zM2 3.2h12v1.3H2z',
  lanes: 'M2 4.3h12v1.4H2zM5 2.5h1.3v5H5zM9 3h1.3v4H9zM2 10.3h12v1.4H2zM4 9h1.3v4H4zM10 8.5h1.3v5H10z',
  star: 'M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z',
  starLine:
    'M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6zM8 4.9 7 6.9l-2.3.4 1.7 1.6-.4 2.3L8 10.1l2 1.1-.4-2.3 1.7-1.6L9 6.9z',
  lock: 'M5 7V5.2C5 3.4 6.3 2 8 2s3 1.4 3 3.2V7h.6c.5 0 .9.4.9.9v5.2c0 .5-.4.9-.9.9H4.4c-.5 0-.9-.4-.9-.9V7.9c0-.5.4-.9.9-.9zm1.3 0h3.4V5.2c0-1.1-.7-1.9-1.7-1.9s-1.7.8-1.7 1.9z',
  undo: 'M6.5 3v2.5h2.7a4 4 0 0 1 0 8H5v-1.4h4.2a2.6 2.6 0 0 0 0-5.2H6.5v2.6L2.5 6.2z',
  warning: 'M8 2l6.5 11.5h-13zM7.3 6v4h1.4V6zm0 5v1.3h1.4V11z',
} as const;

export type IconName = keyof typeof paths;

/** A sign of 16 pixels in the colour of the text around it; whoever uses it gives the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} fillRule="evenodd" />
    </svg>
  );
}
