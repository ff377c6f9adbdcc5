const MARK = '--mark' as string;

/** The colour of a collection; an outline where it has none. */
export function CollectionMark({ colour }: { readonly colour: string }) {
  return (
    <span
      className={`collection-mark${colour === '' ? ' collection-plain' : ''}`}
      style={colour === '' ? {} : { [MARK]: colour }}
      aria-hidden="true"
    />
  );
}
