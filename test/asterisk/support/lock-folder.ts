import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `work` while this process alone holds the lock folder `folder`.
 *
 * A lock whose process is gone is taken over, so a killed test run blocks nobody.
 *
 * @param folder - made when the lock is taken, removed when it is given back
 * @param timeoutMs - how long to wait for another holder, milliseconds
 */
export async function withLockFolder<T>(folder: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  while (!(await take(folder))) {
    if (await isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
    else if (Date.now() > deadline) throw new Error(`${folder} is still locked after ${timeoutMs} ms.`);
    else await pause(250);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(folder, 'pid'), String(process.pid));
  return true;
}

async function isAbandoned(folder: string): Promise<boolean> {
  // The holder writes its pid right after the mkdir: give it a moment before judging.
  const readPid = () => readFile(join(folder, 'pid'), 'utf8').catch(() => '');
  let pid = await readPid();
  if (pid === '') {
    await pause(1000);
    pid = await readPid();
  }
  return !isProcessAlive(Number(pid));
}

/** Whether a process with this id exists. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
