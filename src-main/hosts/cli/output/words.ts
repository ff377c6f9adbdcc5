/** Numbers and names as people read them. */

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return integers.format(value);
}

/** `1 sound`, `2 sounds` */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** `0:02.41`, `1:02:03` */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole >= 3_600) return `${Math.floor(whole / 3_600)}:${two(minutes)}:${two(whole % 60)}`;
  return `${minutes}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
}

/** `45 s`, `12 min`, `3 h 20 min` */
export function roughDuration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `87 %` */
export function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}

export function failureText({
  message,
  nextStep,
}: {
  readonly message: string;
  readonly nextStep: string | null;
}): string {
  return nextStep ? `${message} ${nextStep}` : message;
}

/** A name safe to print: what would drive the terminal or turn the line round becomes visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
  });
}

/** Shortened in the middle, so that take numbers stay readable. */
export function elide(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  const tail = Math.floor((width - 1) / 2);
  return `${characters.slice(0, width - 1 - tail).join('')}…${characters.slice(-tail).join('')}`;
}
