/** Small choices that this window keeps for itself. */
export function remembered(key: string, otherwise: boolean): boolean {
  try {
    return JSON.parse(localStorage.getItem(`sonotheque.${key}`) ?? String(otherwise)) === true;
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: boolean): void {
  try {
    localStorage.setItem(`sonotheque.${key}`, String(value));
  } catch {
    // A closed storage only means that the choice lasts as long as the window.
  }
}
