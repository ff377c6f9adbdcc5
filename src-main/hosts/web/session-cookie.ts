/** Cookies don't know ports: the name keeps two catalogues of one machine apart. */
function nameOf(port: number): string {
  return `sonotheque-${port}`;
}

/** A `Set-Cookie` header that lasts until the browser is closed, and that neither scripts nor other sites' pages can use. */
export function sessionCookie(port: number, session: string): string {
  return `${nameOf(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;
}

/** All sessions that a `Cookie` header offers for this port; more than one where somebody else set one too. */
export function offeredSessions(header: string | undefined, port: number): readonly string[] {
  const prefix = `${nameOf(port)}=`;
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
}
