/** Process entry for tests: another user of the machine, who tries to read what lies in a folder and to reach a socket. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

const [, , folder = '', socket = ''] = process.argv;
const got: string[] = [];

function attempt(what: string, act: () => void): void {
  try {
    act();
    got.push(what);
  } catch {
    // Refused, as it should be.
  }
}

function lookInto(place: string): void {
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const inner = path.join(place, entry.name);
    if (entry.isDirectory()) attempt(`list ${entry.name}`, () => lookInto(inner));
    else {
      attempt(`read ${entry.name}`, () => readFileSync(inner));
      attempt(`write ${entry.name}`, () => writeFileSync(inner, ''));
    }
  }
}

lookInto(folder);
attempt('list the folder of the socket', () => readdirSync(path.dirname(socket)));
const knocking = connect(socket);
knocking.on('error', () => process.stdout.write(JSON.stringify(got)));
knocking.on('connect', () => {
  process.stdout.write(JSON.stringify([...got, 'connect']));
  knocking.destroy();
});
