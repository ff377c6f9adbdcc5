import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows that are drawn above and below what is in sight. */
const BEYOND = 8;

type RowListProps = {
  /** For screen readers. */
  readonly label: string;
  readonly count: number;
  readonly rowPixels: number;
  readonly row: (place: number) => ReactNode;
  /** What to say where there is none. */
  readonly emptyWords: string;
};

/** Tens of thousands of lines of one height to be read: only those in sight are drawn. The keyboard scrolls it. */
export function RowList({ label, count, rowPixels, row, emptyWords }: RowListProps) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const look = (): void => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  // A list that grew shorter ends higher up than where the longer one was scrolled to.
  const top = Math.min(seen.top, Math.max(0, count * rowPixels - seen.height));
  const first = Math.max(0, Math.floor(top / rowPixels) - BEYOND);
  const end = Math.min(count, Math.ceil((top + seen.height) / rowPixels) + BEYOND);
  const places = Array.from({ length: Math.max(0, end - first) }, (_row, at) => first + at);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="row-list" role="region" aria-label={label} tabIndex={0} ref={place}>
      {count === 0 && <p className="row-list-empty">{emptyWords}</p>}
      <ul style={{ height: count * rowPixels }}>
        {places.map((at) => (
          <li key={at} aria-setsize={count} aria-posinset={at + 1} style={{ top: at * rowPixels, height: rowPixels }}>
            {row(at)}
          </li>
        ))}
      </ul>
    </div>
  );
}
