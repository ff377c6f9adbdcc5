import { restoreFiles } from '../backup/restore-backup.ts';

// A process that restores a backup and kills itself before a step.

const [, , path = '', backup = '', fatalStep] = process.argv;
restoreFiles(path, backup, 0, (step) => {
  if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
});
