import 'reflect-metadata';
import { pino } from 'pino';
import type { AgiLink } from '../../../src/core/link.js';
import { AgiController, Call, createAgiApp, leave, OnCall } from '../../../src/index.js';
import { FastAgiTransport } from '../../../src/transport/fastagi.js';
import { PATH } from '../one-call.js';

/** Calls that the server takes at the same time. */
export const MOST_CALLS = 500;

/** Plays one sound after the other until the caller leaves. */
@AgiController(PATH)
class EndlessController {
  constructor(private readonly call: Call) {}

  @OnCall({ next: leave })
  async talk() {
    await this.call.answer();
    for (;;) await this.call.play('bench/options');
  }
}

/** How long a refusal took from the moment Node gave us the connection, milliseconds. */
export interface Refusal {
  /** Until the dialplan was told REFUSED: what the server itself takes. */
  readonly toldAfterMs: number;
  /** Until the last word was sent: the other side's answers are waited for in between. */
  readonly overAfterMs: number;
}

const refusals: Refusal[] = [];

/** Notes when a refusal goes out. */
function timed(link: AgiLink): AgiLink {
  const acceptedAtMs = performance.now();
  let toldAfterMs = 0;
  return {
    get peer() {
      return link.peer;
    },
    open: (receiver) => link.open(receiver),
    send(line) {
      link.send(line);
      const afterMs = performance.now() - acceptedAtMs;
      if (line.includes('"REFUSED"')) toldAfterMs = afterMs;
      if (line.endsWith('failure\n')) refusals.push({ toldAfterMs, overAfterMs: afterMs });
    },
    end: () => link.end(),
    destroy: () => link.destroy(),
  };
}

// As in production: a line for each refusal is made and written, to nowhere.
const logger = pino({ name: 'offhook', level: 'info' }, pino.destination('/dev/null'));
const app = await createAgiApp({ controllers: [EndlessController], logger, maxCalls: MOST_CALLS }).start();
const transport = new FastAgiTransport({ port: 0 });
const { port } = await app.serve({
  listen: (onLink) => transport.listen((link) => onLink(timed(link))),
  close: () => transport.close(),
});
process.on('message', () => process.send?.(refusals.splice(0)));
process.on('disconnect', () => process.exit());
process.send?.({ port });
