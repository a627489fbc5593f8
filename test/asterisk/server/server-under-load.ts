import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const project = new URL('../../..', import.meta.url).pathname;

/** A server in a process of its own. */
export interface OwnServer {
  readonly port: number;
  /** What it logged. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  kill(signal: NodeJS.Signals): void;
  /** Its exit code. */
  readonly exited: Promise<number | null>;
}

/** Compiles the package, once; a process of its own runs what users get. */
export async function buildPackage(): Promise<void> {
  await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: project,
  });
}

/**
 * Starts a server and waits until it listens.
 *
 * @param file - of this folder
 * @param settings - environment variables that it reads
 */
export async function startServer(
  drainMs: number,
  file = 'long-calls.js',
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnServer> {
  const child = spawn(process.execPath, [`test/asterisk/server/${file}`], {
    cwd: project,
    env: { ...process.env, DRAIN_MS: String(drainMs), NODE_OPTIONS: '', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const log: Readonly<Record<string, unknown>>[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => log.push(JSON.parse(line) as Readonly<Record<string, unknown>>));
  const failed = exited.then((code) => Promise.reject(new Error(`${file} ended with ${code} before it listened.`)));
  await Promise.race([once(lines, 'line'), failed]);
  return { port: Number(log[0]?.['port']), log, kill: (signal) => void child.kill(signal), exited };
}
