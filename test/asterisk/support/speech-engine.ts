import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What the engine is told to understand, in the order it tells Asterisk. */
export interface Understood {
  readonly text: string;
  readonly score: number;
  readonly grammar: string;
}

/**
 * A speech engine that Asterisk's res_speech_aeap connects to. It hears nothing until its setting `understand` tells it, as
 * JSON, what to hear in the next audio.
 */
export interface SpeechEngine {
  /** Content of `aeap.conf`; the engine is called `fakestt` in it. */
  readonly aeapConf: string;
  /** The settings Asterisk passed on, oldest first. */
  readonly settings: readonly Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

const WEBSOCKET_KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;

/** The value of the setting `understand`. */
export const understanding = (...results: Understood[]) => JSON.stringify(results);

/** Starts the engine on a free port of 127.0.0.1. */
export async function speechEngine(): Promise<SpeechEngine> {
  const settings: Record<string, string>[] = [];
  const sockets = new Set<Duplex>();

  const server = createServer().on('upgrade', ({ headers }, socket) => {
    const key = String(headers['sec-websocket-key']);
    const accept = createHash('sha1')
      .update(key + WEBSOCKET_KEY)
      .digest('base64');
    const protocol = headers['sec-websocket-protocol'];
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Accept: ${accept}\r\n${protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`}\r\n`,
    );
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    let understood: Understood[] = [];
    const tell = (message: object) => socket.write(frame(JSON.stringify(message)));
    onFrames(socket, (kind, data) => {
      if (kind === CLOSE) return void socket.end();
      if (kind === BINARY && understood.length > 0) {
        tell({ request: 'set', id: 'result', params: { results: understood.map((one) => ({ ...one, best: 0 })) } });
        understood = [];
      }
      if (kind !== TEXT) return;
      const { request, id, codecs, params } = JSON.parse(data.toString()) as Request;
      if (request === 'setup') tell({ response: 'setup', id, codecs });
      if (request !== 'set') return;
      if (params !== undefined) settings.push(params);
      if (params?.understand !== undefined) understood = JSON.parse(params.understand) as Understood[];
      tell({ response: 'set', id });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    aeapConf: `[fakestt]
type = client
url = ws://127.0.0.1:${(server.address() as AddressInfo).port}
protocol = speech_to_text
codecs = !all,slin
`,
    settings,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Request {
  readonly request?: string;
  readonly id: string;
  readonly codecs?: unknown;
  readonly params?: Record<string, string>;
}

function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? [0x81, payload.length] : [0x81, 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Cuts what a client sends into frames; Asterisk sends each message in one. */
function onFrames(socket: Duplex, onFrame: (kind: number, data: Buffer) => void): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const short = (received[1] ?? 0) & 127;
      const headLength = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (received.length < headLength + 4) return;
      const length =
        short === 127 ? Number(received.readBigUInt64BE(2)) : short === 126 ? received.readUInt16BE(2) : short;
      const end = headLength + 4 + length;
      if (received.length < end) return;
      const mask = received.subarray(headLength, headLength + 4);
      const data = Buffer.from(received.subarray(headLength + 4, end).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
      onFrame((received[0] ?? 0) & 15, data);
      received = received.subarray(end);
    }
  });
}
