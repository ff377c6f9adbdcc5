/** Keeps two set-ups of the same clone from running at once: the second waits for the first. */
import fs from 'node:fs';
import path from 'node:path';

const POLL_MS = 250;
const HEARTBEAT_MS = 2_000;
/** A holder touches its lock; one that was not touched for so long is no holder, whoever has its number now. */
const STALE_MS = 20_000;

/**
 * @template T
 * @param {string} root the project's folder
 * @param {(note: (pid: number) => void) => Promise<T>} work told how to name a process that must end before anyone else begins
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work) {
  const folder = path.join(root, '.runtime');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'setup.lock');
  for (let told = false; !take(file); told = true) {
    if (!told) process.stderr.write(`Another set-up of this folder is under way: waiting for it (${file})…\n`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // A person may delete the file meanwhile: that must not end a set-up that goes well.
  const heartbeat = setInterval(() => fs.utimes(file, new Date(), new Date(), () => {}), HEARTBEAT_MS);
  try {
    return await work((pid) => fs.writeFileSync(file, `${process.pid} ${pid}`));
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isHeld(file)) return false;
    fs.rmSync(file, { force: true });
  }
}

function isHeld(file) {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > STALE_MS) return false;
    const pids = fs.readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number);
    // Without a number it is being written right now.
    return pids.length === 0 || pids.some(isAlive);
  } catch {
    // It went away in between: the next attempt tells.
    return true;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
