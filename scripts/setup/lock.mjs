/** Keeps two set-ups of the same clone from running at once: the second waits for the first. */
import fs from 'node:fs';
import path from 'node:path';

const POLL_MS = 250;

/**
 * @template T
 * @param {string} root the project's folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work) {
  const folder = path.join(root, '.runtime');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'setup.lock');
  let told = false;
  while (!take(file)) {
    if (!told) process.stderr.write('Another set-up of this folder is under way: waiting for it…\n');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isHeld(file)) fs.rmSync(file, { force: true });
  return false;
}

/** A lock without a number yet is being written; one older than a few seconds was left by a crash. */
function isHeld(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8') || 'NaN');
    return Number.isNaN(pid) ? Date.now() - fs.statSync(file).mtimeMs < 5_000 : isAlive(pid);
  } catch {
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
