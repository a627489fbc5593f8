import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';

/** What a trunk says of who calls. */
export interface SipIdentity {
  /** Value of the From header without its tag: `"Ann" <sip:5550100@127.0.0.1>`. */
  readonly from: string;
  /** Further header lines: `Privacy: id`. */
  readonly headers?: readonly string[];
}

/** A trunk of one call over UDP: it calls, acknowledges what it is told, and sends no sound. */
export class SipCaller {
  readonly #socket: Socket;
  readonly #asterisk: number;
  readonly #ended: Promise<string>;

  private constructor(socket: Socket, asterisk: number, dialog: readonly string[]) {
    this.#socket = socket;
    this.#asterisk = asterisk;
    this.#ended = new Promise((resolve) => {
      socket.on('message', (bytes) => {
        const message = bytes.toString();
        const status = /^SIP\/2\.0 ([2-6]\d\d.*)\r\n/.exec(message)?.[1];
        if (message.startsWith('BYE ')) this.#send([`SIP/2.0 200 OK`, ...viaToCSeq(message)]);
        if (message.startsWith('BYE ')) resolve('BYE');
        if (status === undefined) return;
        this.#send([`ACK sip:s@127.0.0.1 SIP/2.0`, ...dialog, toOf(message), 'CSeq: 1 ACK']);
        if (!status.startsWith('2')) resolve(status);
      });
    });
  }

  /**
   * Calls.
   *
   * @param asterisk - its SIP port
   * @param from - a port of this machine that the Asterisk knows
   */
  static async call(asterisk: number, from: number, { from: identity, headers = [] }: SipIdentity): Promise<SipCaller> {
    const socket = createSocket('udp4');
    socket.bind(from, '127.0.0.1');
    await once(socket, 'listening');
    const dialog = [
      `Via: SIP/2.0/UDP 127.0.0.1:${from};branch=z9hG4bK${randomUUID()}`,
      `From: ${identity};tag=${randomUUID()}`,
      `Call-ID: ${randomUUID()}`,
      'Max-Forwards: 70',
    ];
    const caller = new SipCaller(socket, asterisk, dialog);
    const to = 'To: <sip:s@127.0.0.1>';
    const more = ['CSeq: 1 INVITE', `Contact: <sip:trunk@127.0.0.1:${from}>`, ...headers];
    const sound = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 40000 RTP/AVP 0'];
    caller.#send(['INVITE sip:s@127.0.0.1 SIP/2.0', ...dialog, to, ...more], sound);
    return caller;
  }

  /** Resolves when Asterisk has ended the call: `BYE`, or its status. */
  async ended(): Promise<string> {
    const how = await this.#ended;
    this.#socket.close();
    return how;
  }

  #send(lines: readonly string[], body: readonly string[] = []): void {
    const text = body.map((line) => `${line}\r\n`).join('');
    const type = text === '' ? [] : ['Content-Type: application/sdp'];
    const head = [...lines, ...type, `Content-Length: ${text.length}`].map((line) => `${line}\r\n`).join('');
    this.#socket.send(`${head}\r\n${text}`, this.#asterisk, '127.0.0.1');
  }
}

const toOf = (message: string) => /^To: .*$/m.exec(message)?.[0].trim() ?? '';

const viaToCSeq = (request: string) =>
  request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq): /i.test(line));
