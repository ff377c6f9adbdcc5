type BarProps = {
  /** For screen readers. */
  readonly name: string;
  /** 0–1; `null` while nobody knows. */
  readonly share: number | null;
};

/** How far something is. */
export function Bar({ name, share }: BarProps) {
  return share === null ? (
    <progress className="bar" aria-label={name} />
  ) : (
    <progress className="bar" aria-label={name} max={1} value={share} />
  );
}
