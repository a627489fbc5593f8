import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../support/free-port.js';
import { findPostgres } from './find-postgres.js';

const run = promisify(execFile);
const STARTS_WITHIN_MS = 20_000;

/**
 * A PostgreSQL server of one's own: on a free port of 127.0.0.1, in a folder that is removed with it. It ends with `remove()`,
 * and when this process ends.
 */
export class PostgresServer {
  readonly url: string;
  readonly #programs: string;
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs;
    this.#folder = folder;
    this.#port = port;
    this.url = `postgres://company@127.0.0.1:${port}/postgres`;
  }

  /** Makes a server with nothing in it and starts it. */
  static async make(): Promise<PostgresServer> {
    const programs = await findPostgres();
    const folder = await mkdtemp(join(tmpdir(), 'offhook-postgres-'));
    if (isRoot) await chown(folder, await idOf('-u'), await idOf('-g'));
    const initdb = [join(programs, 'initdb'), '-D', join(folder, 'data'), '-U', 'company', '-A', 'trust', '--no-sync'];
    await run(...asPostgres(initdb));
    const server = new PostgresServer(programs, folder, await freePort());
    await server.start();
    return server;
  }

  /** Starts it, and waits until it takes connections. */
  async start(): Promise<void> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(this.#port),
      unix_socket_directories: this.#folder,
      fsync: 'off',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [program, args] = asPostgres([
      join(this.#programs, 'postgres'),
      '-D',
      join(this.#folder, 'data'),
      ...options,
    ]);
    this.#child = spawn(program, args, { stdio: 'ignore' });
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while (!(await this.#isUp())) {
      if (this.#child.exitCode !== null || Date.now() > deadline) throw new Error('PostgreSQL does not start.');
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  }

  /** Breaks every connection and stops. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    // Its "fast" shutdown.
    child.kill('SIGINT');
    await gone;
  }

  /** Answers nothing, and breaks no connection. */
  freeze(): void {
    this.#signal('STOP');
  }

  /** Goes on where it was frozen. */
  thaw(): void {
    this.#signal('CONT');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** To the server and the processes that it has made for its connections. */
  #signal(name: 'STOP' | 'CONT'): void {
    const pid = this.#child?.pid ?? 0;
    spawnSync('pkill', [`-${name}`, '-P', String(pid)]);
    process.kill(pid, `SIG${name}`);
  }

  async #isUp(): Promise<boolean> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  }
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root; the kernel ends it with this process. */
function asPostgres([program = '', ...args]: readonly string[]): [program: string, args: string[]] {
  const user = isRoot ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  return ['setpriv', [...user, '--pdeathsig', 'KILL', program, ...args]];
}

async function idOf(option: '-u' | '-g'): Promise<number> {
  const { stdout } = await run('id', [option, 'postgres']);
  return Number(stdout);
}
