/** With a number that wasn't there, without one that was. */
export const withToggled = (numbers: readonly number[], number: number): readonly number[] =>
  numbers.includes(number) ? numbers.filter((other) => other !== number) : [...numbers, number];
