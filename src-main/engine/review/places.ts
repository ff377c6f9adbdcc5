/** Where each sound is in a list of ids. */
export function placesIn(ids: Uint32Array): (soundId: number) => number {
  let last = 0;
  for (const id of ids) last = Math.max(last, id);
  const places = new Int32Array(last + 1).fill(-1);
  for (let place = 0; place < ids.length; place++) places[ids[place] as number] = place;
  return (soundId) => places[soundId] ?? -1;
}
