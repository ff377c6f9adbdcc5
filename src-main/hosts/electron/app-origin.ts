/** Where the window's page lives. Its own scheme, so that no web site shares its origin. */
export const APP_SCHEME = 'sonotheque';
const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Whether an address belongs to our own page. */
export function isOurs(address: string): boolean {
  // `URL.origin` is "null" for schemes that Node doesn't know.
  const url = URL.parse(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === '';
}
