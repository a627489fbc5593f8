import type { Logger } from '../../call/logger.js';

/** What a process ends with when calls were given back to the dialplan before their end. */
export const EXIT_CALLS_CUT = 3;

/** How long something else may keep a process alive whose app is closed. */
const LINGER_MS = 5_000;

/** What this needs of an app. */
export interface Closable {
  calls(): number;
  close(): Promise<{ readonly callsCut: number }>;
  /** Gives the calls back at once. */
  hasten(): void;
}

/** What this needs of `process`. */
export type SignalledProcess = Pick<NodeJS.Process, 'on' | 'exit' | 'exitCode' | 'getActiveResourcesInfo'>;

/** Closes an app on the first SIGTERM or SIGINT, hastens on the second, and lets the process end with a code that says how. */
export function endOnSignals(target: SignalledProcess, log: Logger, app: Closable): void {
  let isClosing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    target.on(signal, () => {
      if (isClosing) return app.hasten();
      isClosing = true;
      void close(signal);
    });
  }

  async function close(signal: string): Promise<void> {
    log.info({ signal, calls: app.calls() }, 'closing: no more calls are taken');
    const { callsCut } = await app.close();
    log.info({ callsCut }, 'closed');
    target.exitCode = callsCut > 0 ? EXIT_CALLS_CUT : 0;
    setTimeout(() => {
      log.warn({ resources: target.getActiveResourcesInfo() }, 'something keeps the process alive; it is ended');
      target.exit();
    }, LINGER_MS).unref();
  }
}
