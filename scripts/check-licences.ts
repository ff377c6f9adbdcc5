/** node scripts/check-licences.ts: whether everything in the program may be distributed under GPL-3.0-or-later. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { licence } from '../src-shared/contract/licences.ts';
import { isAllowedLicence } from './packaging/allowed-licences.ts';

const file = path.join(import.meta.dirname, '..', 'dist', 'licences.json');
const licences = z.array(licence).parse(JSON.parse(fs.readFileSync(file, 'utf8')));
const refused = licences.filter(({ licence }) => !isAllowedLicence(licence));
for (const { name, licence } of refused) {
  process.stderr.write(`${name} is under ${licence || 'no licence'}: it can't be part of a program under the GPL.\n`);
}
if (licences.length === 0) process.stderr.write('No licences were collected: build first.\n');
process.exitCode = refused.length > 0 || licences.length === 0 ? 1 : 0;
