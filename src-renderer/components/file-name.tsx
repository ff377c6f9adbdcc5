import { onOneLine, splitForElision } from './elision.ts';

/** A file name whose middle gives way where there is no room; whole for screen readers. */
export function FileName({ name }: { readonly name: string }) {
  const { head, tail } = splitForElision(onOneLine(name));
  return (
    <span className="file-name" dir="auto" title={name}>
      <span className="file-name-head">{head}</span>
      {tail !== '' && (
        <span className="file-name-tail" dir="ltr">
          {tail}
        </span>
      )}
    </span>
  );
}
