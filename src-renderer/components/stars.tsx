import type { KeyboardEvent } from 'react';

const MOST = 5;
const places = [1, 2, 3, 4, 5];

type StarsProps = {
  readonly label: string;
  /** 0 (none) to 5; `null`: not the same everywhere. */
  readonly value: number | null;
  readonly onChange: (value: number) => void;
};

/** A rating of up to five: arrows and digits choose, pressing the present one takes it off. */
export function Stars({ label, value, onChange }: StarsProps) {
  function steer(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const present = value ?? 0;
    const next =
      { ArrowRight: present + 1, ArrowUp: present + 1, ArrowLeft: present - 1, ArrowDown: present - 1 }[event.key] ??
      (/^[0-5]$/u.test(event.key) ? Number(event.key) : null);
    if (next === null) return;
    event.preventDefault();
    onChange(Math.min(MOST, Math.max(0, next)));
  }
  return (
    <span
      className="stars"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={MOST}
      aria-valuenow={value ?? 0}
      aria-valuetext={value === null ? 'Mixed' : value === 0 ? 'None' : `${value} of ${MOST}`}
      onKeyDown={steer}
    >
      {places.map((place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the slider around takes the keys
        <span
          key={place}
          className={`star${value !== null && place <= value ? ' star-on' : ''}`}
          onClick={() => onChange(place === value ? 0 : place)}
        >
          ★
        </span>
      ))}
      {value === null && <span className="stars-mixed">Mixed</span>}
    </span>
  );
}
