import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OffhookError } from '../../errors/offhook-error.js';
import type { ListeningAddress } from '../../transport/transport.js';

/** Beside FastAGI's own. */
const HEALTH_PORT = 4574;

/** Where the numbers are shown. */
export interface HealthOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 4574; 0 takes a free one. */
  readonly port?: number;
}

/** What is shown there. */
export interface Health {
  /** Why no call should be sent here now; nothing when it may. */
  notReady(): string | undefined;
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Answers `GET /live`, `/ready` and `/metrics` for a supervisor and for Prometheus, and nothing else. */
export class HealthServer {
  readonly #server: Server;

  constructor(health: Health) {
    this.#server = createServer((request, response) => void answer(request, response, health));
  }

  /** @throws OffhookError AGI_LISTEN when the port cannot be had */
  listen({ host = '127.0.0.1', port = HEALTH_PORT }: HealthOptions): Promise<ListeningAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause) =>
        reject(new OffhookError('AGI_LISTEN', { host, port, problem: cause.message }, { cause })),
      );
      // A listening TCP server has an address of this shape.
      this.#server.listen({ host, port }, () => resolve({ host, port: (this.#server.address() as AddressInfo).port }));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, health: Health): Promise<void> {
  const say = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
    response.writeHead(status, { 'content-type': type }).end(text);
  if (request.method !== 'GET' && request.method !== 'HEAD') return void say(405, 'GET only\n');
  switch (request.url) {
    case '/live':
      return void say(200, 'alive\n');
    case '/ready': {
      const reason = health.notReady();
      return void say(reason === undefined ? 200 : 503, `${reason ?? 'ready'}\n`);
    }
    case '/metrics':
      return health.metrics().then(
        ({ type, text }) => void say(200, text, type),
        () => void say(500, 'the numbers could not be read\n'),
      );
    default:
      return void say(404, 'There are /live, /ready and /metrics.\n');
  }
}
