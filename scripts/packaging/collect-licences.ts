import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Licence } from '../../src-shared/contract/licences.ts';

const packageFacts = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default(''),
  homepage: z.string().optional(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
  contributors: z.array(z.unknown()).optional(),
});

/** Licences whose text is the same for everybody, for packages that name one and bring no text. */
const STANDARD_TEXTS: { readonly [licence: string]: readonly string[] } = {
  MIT: ['MIT'],
  'Apache-2.0': ['Apache-2.0'],
  'Apache-2.0 AND MIT': ['Apache-2.0', 'MIT'],
};

/**
 * The licence of a package with its text.
 *
 * @param folder of the package
 * @throws Error where the package neither brings its licence's text nor names one whose text is known
 */
export function licenceOfPackage(root: string, folder: string): Licence {
  const facts = packageFacts.parse(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')));
  const own = fs
    .readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|thirdpartynotices)/iu.test(name))
    .sort()
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim());
  return {
    name: facts.name,
    version: facts.version,
    licence: facts.license,
    homepage: facts.homepage ?? `https://www.npmjs.com/package/${facts.name}`,
    text: own.length > 0 ? own.join('\n\n') : standardText(root, facts),
  };
}

function standardText(root: string, { name, license, author }: z.output<typeof packageFacts>): string {
  const names = STANDARD_TEXTS[license];
  if (names === undefined) throw new Error(`${name} brings no text of its licence (${license}): add it by hand.`);
  const holder = typeof author === 'object' ? author.name : (author ?? `the authors of ${name}`);
  const texts = names.map((text) =>
    fs.readFileSync(path.join(root, 'scripts', 'packaging', 'licence-texts', `${text}.txt`), 'utf8').trim(),
  );
  return [`Copyright (c) ${holder}`, ...texts].join('\n\n');
}

/** What comes along and is no package. */
export function licencesOfOtherParts(root: string): readonly Licence[] {
  const read = (...parts: readonly string[]) => fs.readFileSync(path.join(root, ...parts), 'utf8').trim();
  const gpl = read('LICENSE');
  return [
    {
      name: 'FFmpeg (inside node-av)',
      version: null,
      licence: 'GPL-3.0-or-later',
      homepage: 'https://ffmpeg.org',
      text: `Copyright (c) the FFmpeg developers and the authors of the libraries built into it.\nIts source and how it is built: https://github.com/seydx/node-av\n\n${gpl}`,
    },
    {
      name: 'aiSFX encoder weights',
      version: null,
      licence: 'CC-BY-4.0',
      homepage: 'https://github.com/alisonbma/aiSFX',
      text: `${read('models', 'aisfx', 'LICENSE')}`,
    },
    {
      name: 'Starter sounds',
      version: null,
      licence: 'CC0-1.0',
      homepage: null,
      text: read('e2e', 'starter-sounds', 'LICENCE.txt'),
    },
  ];
}
