import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { constants, openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltFixture, buildFixture } from '../support/build-fixture.js';
import { DirectedCall } from '../support/directed-call.js';

const CALLS = 100;
/** The reader of a process that node starts gets some 200 KiB before it must read. */
const LITTLE = 100_000;

/** A second for a reader who may come yet, and what a busy machine needs. A process that is stuck never ends. */
const IN_TIME_MS = 15_000;

let fixture: BuiltFixture;

beforeAll(async () => void (fixture = await buildFixture('log-trouble')));
afterAll(() => fixture.remove());

/** An app in a process of its own. */
class Server {
  stderr = '';
  port = 0;
  #healthPort = 0;

  private constructor(readonly child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
  }

  static async start(stdout: 'pipe' | number): Promise<Server> {
    const child = spawn(process.execPath, [fixture.path, String(LITTLE)], { stdio: ['ignore', stdout, 'pipe'] });
    const server = new Server(child);
    while (!server.stderr.includes('}\n') && child.exitCode === null) await once(child.stderr!, 'data');
    const where = JSON.parse(server.stderr) as { readonly port: number; readonly healthPort: number };
    server.port = where.port;
    server.#healthPort = where.healthPort;
    server.stderr = '';
    return server;
  }

  /** Places calls, ten at a time. @returns what Asterisk was told, and by how many */
  async calls(script: string): Promise<Readonly<Record<string, number>>> {
    const told: Record<string, number> = {};
    const caller = async () => {
      for (let call = 0; call < CALLS / 10; call++) {
        const asterisk = await DirectedCall.dial(this.port, script);
        await asterisk.closed;
        const words = asterisk.lines.map((line) => line.replaceAll(/SET VARIABLE "OFFHOOK_\w+" |"/g, ''));
        const all = words.join(' ').trim();
        told[all] = (told[all] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: 10 }, caller));
    return told;
  }

  async get(path: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.#healthPort}${path}`, {
      signal: AbortSignal.timeout(10_000),
    });
    return response.text();
  }

  async linesDropped(): Promise<number> {
    return Number(/^offhook_log_lines_dropped_total (\d+)$/m.exec(await this.get('/metrics'))?.[1]);
  }

  /** Ends it as a supervisor does. @returns its exit code, and how long that took */
  async stop(): Promise<{ readonly code: number | null; readonly tookMs: number }> {
    const beganMs = performance.now();
    const exited = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGTERM');
    const [code] = await exited;
    return { code, tookMs: performance.now() - beganMs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null) this.child.kill('SIGKILL');
  }
}

/** Node itself gives a child a socket, a shell a pipe. */
function namedPipe(): number {
  const path = `${fixture.path}.pipe`;
  spawnSync('mkfifo', [path]);
  // Whoever writes must find somebody who could read.
  openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return openSync(path, 'w');
}

const whole = { 'NOOP NOOP CHANNEL STATUS OK': CALLS };
const failed = { 'CHANNEL STATUS ERROR Error failure': CALLS };

describe.concurrent('a hundred calls come to their end, and the process does in time', () => {
  test('while the disk of the log is full', async () => {
    await using server = await Server.start(openSync('/dev/full', 'w'));
    expect(await server.calls('/')).toEqual(whole);
    expect(await server.linesDropped()).toBeGreaterThan(CALLS / 2);
    const { code, tookMs } = await server.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(IN_TIME_MS);
    expect(server.stderr).toBe('');
  });

  test.each([
    ['the socket', () => 'pipe' as const],
    ['the pipe', namedPipe],
  ])('while nobody reads %s of the log', async (_, stdout) => {
    await using server = await Server.start(stdout());
    expect(await server.calls('/')).toEqual(whole);
    expect(await server.get('/live')).toBe('alive\n');
    expect(await server.linesDropped()).toBeGreaterThan(0);
    const { code, tookMs } = await server.stop();
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(IN_TIME_MS);
    expect(server.stderr).toBe('');
  });

  test('when the reader comes back, who reads whole lines and how many are missing', async () => {
    await using server = await Server.start('pipe');
    expect(await server.calls('/')).toEqual(whole);
    let text = '';
    server.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    while (!text.includes('found no room')) await once(server.child.stdout!, 'data');
    expect(await server.calls('/')).toEqual(whole);
    const dropped = await server.linesDropped();
    const closed = once(server.child, 'close');
    await server.stop();
    await closed;
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const said = lines.map(({ linesDropped }) => Number(linesDropped ?? 0));
    expect(said.reduce((sum, count) => sum + count, 0)).toBe(dropped);
    const ofHandlers = lines.filter(({ msg }) => msg === 'a long line' || msg === 'the call is over');
    expect(ofHandlers.length + dropped).toBe(4 * CALLS);
    expect(lines.at(-1)).toMatchObject({ msg: 'closed' });
  });

  test('when the reader of the log has gone', async () => {
    await using server = await Server.start('pipe');
    server.child.stdout?.destroy();
    expect(await server.calls('/')).toEqual(whole);
    expect((await server.stop()).code).toBe(0);
    expect(server.stderr).toBe('');
  });

  test('when the handler throws a frozen error each time', async () => {
    await using server = await Server.start('pipe');
    let text = '';
    server.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    expect(await server.calls('/frozen')).toEqual(failed);
    expect(await server.linesDropped()).toBe(0);
    expect((await server.stop()).code).toBe(0);
    const failures = text.split('\n').filter((line) => line.includes('"msg":"the call failed"'));
    expect(failures).toHaveLength(CALLS);
    expect(JSON.parse(failures[0] ?? '')).toMatchObject({ err: { type: 'Error', message: 'frozen' } });
  });
});
