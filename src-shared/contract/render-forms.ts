/** What a rendered file can be; apart from the schemas, which the window does without. */
export const renderRates = [
  8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000,
] as const;
/** 32: floats. */
export const renderDepths = [16, 24, 32] as const;
