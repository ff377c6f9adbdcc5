/** How sure a suggestion is, as filled dots of four: certainty is strength, never colour alone. */
export function certaintyDots(probability: number): 1 | 2 | 3 | 4 {
  if (probability >= 0.85) return 4;
  if (probability >= 0.6) return 3;
  return probability >= 0.35 ? 2 : 1;
}
