/**
 * The places of greatest worth, greatest first; equal ones in their order. Looks at each place once.
 * @param wanted few
 */
export function greatest(
  places: Uint32Array,
  wanted: number,
  worthOf: (place: number) => number,
  isLeftOut: (place: number) => boolean,
): readonly number[] {
  const found: { readonly place: number; readonly worth: number }[] = [];
  for (let each = 0; each < places.length; each++) {
    const place = places[each] as number;
    const worth = worthOf(place);
    const last = found.at(-1);
    if (found.length >= wanted && last !== undefined && worth <= last.worth) continue;
    if (isLeftOut(place)) continue;
    let at = found.length;
    while (at > 0 && (found[at - 1]?.worth ?? 0) < worth) at -= 1;
    found.splice(at, 0, { place, worth });
    if (found.length > wanted) found.pop();
  }
  return found.map(({ place }) => place);
}
