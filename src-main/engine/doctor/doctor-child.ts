/** Process entry: looks at the machine, a finding a line. What breaks while a native library loads breaks here. */
import { lookAtMachine } from './machine.ts';

for await (const finding of lookAtMachine()) process.stdout.write(`${JSON.stringify(finding)}\n`);
process.exit(0);
