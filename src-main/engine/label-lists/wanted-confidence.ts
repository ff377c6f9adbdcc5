/** Whether a line's confidence is the one that is wanted: the same word, or at least so much where both are numbers. */
export function isWanted(confidence: string, wanted: string | null): boolean {
  if (wanted === null) return true;
  const [has, least] = [Number(confidence.replace(',', '.')), Number(wanted.replace(',', '.'))];
  if (confidence !== '' && Number.isFinite(has) && Number.isFinite(least)) return has >= least;
  return confidence.toLowerCase() === wanted.toLowerCase();
}
