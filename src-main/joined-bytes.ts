/** Pieces of bytes one behind the other, as threads hand many of them on. */
export type JoinedBytes = { readonly bytes: Uint8Array; readonly ends: Uint32Array };

/** @param parts `null`: an empty piece  @returns where each ends in `bytes`, in the order given */
export function joinBytes(parts: readonly (Uint8Array | null)[]): JoinedBytes {
  let end = 0;
  const ends = Uint32Array.from(parts, (part) => {
    end += part?.length ?? 0;
    return end;
  });
  const bytes = new Uint8Array(end);
  for (const [place, part] of parts.entries()) {
    if (part !== null) bytes.set(part, (ends[place] ?? 0) - part.length);
  }
  return { bytes, ends };
}
