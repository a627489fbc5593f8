import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../support/free-port.js';
import { run } from './run.js';

/** The conformance app of a library, and how it is started. */
export interface LibraryApp {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** The cases that did not pass. */
export interface SeenVerdicts {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly notSupported: readonly string[];
}

interface Verdicts {
  readonly notJudged: number;
  readonly cases: readonly { readonly name: string; readonly verdict: 'pass' | 'fail' | 'notSupported' }[];
}

const MOST_TRIES = 20;
const RETRY_MS = 300;

/**
 * Judges a library by its app, with the `offhook` of the folder. A case that the server does not outlive is judged all the same,
 * and those behind it with a new server.
 *
 * @param folder - where `offhook` is installed
 */
export async function judgeLibrary(app: LibraryApp, folder: string): Promise<SeenVerdicts> {
  const names = await caseNames(folder);
  const seen = new Map<string, string>();
  while (seen.size < names.length) {
    const left = names.filter((name) => !seen.has(name));
    const { cases } = await judgedBy(app, folder, left);
    for (const { name, verdict } of cases) seen.set(name, verdict);
    if (cases.length === 0) throw new Error(`no case of ${left.join(', ')} was judged`);
  }
  const those = (verdict: string) => names.filter((name) => seen.get(name) === verdict);
  return { passed: those('pass').length, failed: those('fail'), notSupported: those('notSupported') };
}

async function caseNames(folder: string): Promise<readonly string[]> {
  const { stdout } = await run('npx', ['--no', 'offhook', 'conformance', '--list'], { cwd: folder });
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
}

/** One server, until it has been judged or ended. */
async function judgedBy(
  { command, args, cwd }: LibraryApp,
  folder: string,
  names: readonly string[],
): Promise<Verdicts> {
  const port = await freePort();
  const server = spawn(command, args, { cwd, env: { ...process.env, PORT: String(port) }, stdio: 'ignore' });
  try {
    const only = names.flatMap((name) => ['--case', name]);
    const address = `agi://127.0.0.1:${port}/conformance`;
    const judging = ['--no', 'offhook', 'conformance', address, '--json', ...only];
    for (let triesLeft = MOST_TRIES; ; triesLeft--) {
      const printed = await outputOf('npx', judging, folder);
      // Nothing listens yet. To look before would be a connection for nothing, which a case is about.
      if (printed !== '' || triesLeft === 0) return JSON.parse(printed) as Verdicts;
      await sleep(RETRY_MS);
    }
  } finally {
    // A server that spins no longer hears a request to stop.
    server.kill('SIGKILL');
  }
}

/** What a command prints, also when a case failed. */
async function outputOf(program: string, args: readonly string[], cwd: string): Promise<string> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await once(child, 'close');
  return printed;
}
