const wordPattern =
  // Capitals up to the last one before a small letter (HTTPServer: http, server) | Capitalised or small | other scripts | digits
  /[\p{Lu}\p{Lt}\p{M}]+(?![\p{Ll}\p{M}])|[\p{Lu}\p{Lt}]?[\p{Ll}\p{Lm}\p{M}]+|\p{Lo}[\p{Lo}\p{M}]*|\p{N}+/gu;
const apostrophes = /['’ʼ](?=\p{L})/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Splits a raw name into lower-case words at separators, case changes and digits:
 * `DoorSlam03` → `door, slam, 03`; `GUNAuto_UZI-9mm` → `gun, auto, uzi, 9, mm`.
 *
 * Compatibility forms are folded first (Unicode NFKC), apostrophes inside words vanish (`don't` → `dont`).
 */
export function splitName(text: string): string[] {
  const folded = text.normalize('NFKC').replace(apostrophes, '');
  const words: string[] = [];
  for (const [word] of folded.matchAll(wordPattern)) {
    if (letterOrDigit.test(word)) words.push(word.toLowerCase().normalize('NFKC'));
  }
  return words;
}
