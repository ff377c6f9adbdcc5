import { z } from 'zod';

/** One work that is part of the program or comes along with it. */
export const licence = z.object({
  name: z.string(),
  version: z.string().nullable(),
  /** SPDX expression. */
  licence: z.string(),
  homepage: z.string().nullable(),
  /** The whole text, with whose copyright it is. */
  text: z.string(),
});
export type Licence = Readonly<z.output<typeof licence>>;
