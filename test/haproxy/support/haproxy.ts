import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';

const STARTS_WITHIN_MS = 10_000;
const PAGE = new URL('../../../docs/guides/operations.md', import.meta.url);

/** Which form of the PROXY protocol it speaks, as its configuration says it. */
export type SendProxy = 'send-proxy' | 'send-proxy-v2';

/** An HAProxy of one's own, set up as docs/guides/operations.md shows it, on a free port of 127.0.0.1. */
export class HaProxy {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @param servers - ports of 127.0.0.1 */
  static async start(sendProxy: SendProxy, servers: readonly [one: number, two: number]): Promise<HaProxy> {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-haproxy-'));
    const port = await freePort();
    const file = join(folder, 'haproxy.cfg');
    const global = `global\n    stats socket ${join(folder, 'stats')}\n`;
    await writeFile(file, global + (await configuration(sendProxy, port, servers)));
    // The kernel ends it with this process.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'haproxy', '-db', '-f', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const proxy = new HaProxy(port, child, folder);
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while ((await proxy.states()).length < servers.length) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`HAProxy does not start. It said: ${said}`);
      await new Promise((resolve) => void setTimeout(resolve, 20));
    }
    return proxy;
  }

  /** What it thinks of the servers: `UP`, `DOWN`, `UP 1/2`. */
  async states(): Promise<readonly string[]> {
    const [head = '', ...lines] = (await this.#ask('show stat')).split('\n');
    const columns = head.replace('# ', '').split(',');
    const rows = lines.map((line) => line.split(','));
    const isServer = (row: readonly string[]) => ['one', 'two'].includes(row[columns.indexOf('svname')] ?? '');
    return rows.filter(isServer).map((row) => row[columns.indexOf('status')] ?? '');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Asks it by its socket; nothing while it does not listen there yet. */
  #ask(question: string): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect(join(this.folder, 'stats'), () => socket.write(`${question}\n`));
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('error', () => resolve(''));
      socket.on('close', () => resolve(answer));
    });
  }
}

/** The block of the page, with other addresses, and with checks that a test can wait for. */
async function configuration(sendProxy: SendProxy, port: number, [one, two]: readonly number[]): Promise<string> {
  const page = await readFile(PAGE, 'utf8');
  const [, block = ''] = /```\n(# haproxy\.cfg\n.*?)```/s.exec(page) ?? [];
  const replaced = block
    .replace('10.0.0.2:4573', `127.0.0.1:${port}`)
    .replace('10.0.0.5:4573', `127.0.0.1:${one}`)
    .replace('10.0.0.6:4573', `127.0.0.1:${two}`)
    .replaceAll('send-proxy-v2', sendProxy)
    .replaceAll('inter 1s', 'inter 200ms');
  if (/10\.0\.0/.test(replaced) || !replaced.includes(sendProxy))
    throw new Error(`The page has another block: ${block}`);
  return replaced;
}
