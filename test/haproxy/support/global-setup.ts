import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs Debian's package when there is no HAProxy and we are root. */
export async function setup(): Promise<void> {
  if (await isInstalled()) return;
  if (process.getuid?.() !== 0) throw new Error('There is no haproxy on the PATH. Install it.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-qy', '--no-install-recommends', 'haproxy'], { env, maxBuffer: 2 ** 24 });
  if (!(await isInstalled())) throw new Error('apt-get installed no haproxy.');
}

const isInstalled = () =>
  run('haproxy', ['-v']).then(
    () => true,
    () => false,
  );
