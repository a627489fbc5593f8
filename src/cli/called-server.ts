import type { AgiUrl } from '../testing/agi-url.js';
import { connectTcp } from '../testing/tcp.js';
import type { VirtualCall } from '../testing/virtual-call.js';
import type { AsteriskWire } from '../testing/wire.js';
import { readAddress, whyNoConnection } from './agi-address.js';
import { CliError, ExitCode } from './exit-code.js';
import { freePort, ServerProcess } from './server-process.js';
import type { CliEnvironment } from './cli-environment.js';

/** Between the end of a connection and that of its process. */
const DEATH_MS = 300;

const ADVICE = 'Start your app, or give its file with --server.';

/** The server that is called: one that runs, or one started for the call. */
export class CalledServer {
  #wire: AsteriskWire | undefined;

  private constructor(
    readonly url: AgiUrl,
    private readonly ours: ServerProcess | undefined,
  ) {}

  /**
   * @param address - `agi://host:port/path`
   * @param file - the program that serves the call, when it is ours to start
   * @throws CliError for an address or a file that cannot be
   */
  static async find(address: string, file: string | undefined, environment: CliEnvironment): Promise<CalledServer> {
    const url = readAddress(address);
    if (file !== undefined) {
      const port = url.port === 0 ? await freePort() : url.port;
      // Only the port was left open; the rest of the request stays as written.
      const request = url.request.replace(/^(agi:\/\/[^/]*):0(?=\/|$)/i, `$1:${port}`);
      return new CalledServer({ ...url, port, request }, ServerProcess.start(file, port, environment.env));
    }
    if (url.port !== 0) return new CalledServer(url, undefined);
    const advice = 'means a free port for the program given with --server; without that, name the port';
    throw new CliError(`Port 0 ${advice}.`, ExitCode.Usage);
  }

  /** @throws CliError that says why there is no connection and what to do */
  async connect(): Promise<AsteriskWire> {
    try {
      this.#wire = this.ours === undefined ? await connectTcp(this.url) : await this.ours.connect(this.url);
      return this.#wire;
    } catch (error) {
      throw error instanceof CliError ? error : new CliError(whyNoConnection(this.url, error, ADVICE));
    }
  }

  /** Has the warnings and errors of a server of ours shown, a line each. */
  showLog(show: (line: string) => void): void {
    this.ours?.showLog(show);
  }

  /** Why a call broke off, in a sentence; nothing when it did not. */
  async whyLost(call: VirtualCall): Promise<string | undefined> {
    const isLost = call.events.some(({ kind }) => kind === 'lost');
    // An app of offhook that ends a call says so. Another server does not, and may be there for one call.
    const isSilent = isLost || call.variables.OFFHOOK_STATUS === undefined;
    const death = isSilent ? await this.ours?.death(DEATH_MS, !isLost) : undefined;
    return death ?? (isLost ? 'The connection to the server broke off in the middle of the call.' : undefined);
  }

  /** Drops the connection, also one that the app keeps, and stops the server when it was started here. */
  async stop(): Promise<void> {
    this.#wire?.destroy();
    await this.ours?.stop();
  }
}
