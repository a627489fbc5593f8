import { HangUpError } from '../errors/hang-up-error.js';
import { ProtocolError } from '../errors/offhook-error.js';
import { LineReader } from '../core/line-reader.js';
import { LINE_LIMIT, LINE_LIMIT_16 } from '../core/line.js';
import type { AgiLink } from '../core/link.js';
import type { WireOptions } from '../core/wire.js';
import { CallSession } from './call-session.js';
import { AgiEnvironment } from './environment.js';

/** What a peer may take before it is sent away. */
export interface HandshakeLimits {
  /** Time for the whole block, milliseconds. */
  readonly timeoutMs: number;
  /** Bytes of the whole block. */
  readonly bytes: number;
}

/** Characters of a refused block that its error keeps: whoever prints its fields prints no more. */
const QUOTED = 200;
/** Every FastAGI block begins with this line. */
const FIRST_LINE = 'agi_network: yes';
/** The first line of a proxy that is not known as one, in both versions of the protocol. */
const PROXY_HEADER = /^(PROXY .*)?\r$/;

/**
 * Reads the `agi_*` block of a new connection and makes a session of it.
 *
 * @param link - a connection that was just accepted
 * @param limits - how long and how large the block may be
 * @param wire - whom to tell every line in both directions, and the clock
 * @returns the session, or the reason why there is none: a {@link ProtocolError} for a peer that is no Asterisk, a
 *   {@link HangUpError} when it went away first (a probe, a caller who gave up)
 */
export function openSession(
  link: AgiLink,
  limits: HandshakeLimits,
  wire: Pick<WireOptions, 'trace' | 'clock'> = {},
): Promise<CallSession | ProtocolError | HangUpError> {
  return new Promise((resolve) => {
    const reader = new LineReader(limits.bytes);
    let session: CallSession | undefined;
    let text = '';
    let bytes = 0;
    let isWhole = false;

    const refuse = (problem: string, received: string) => {
      finish(new ProtocolError('AGI_HANDSHAKE', { peer: link.peer, problem, received: received.slice(0, QUOTED) }));
      link.destroy();
    };
    const timer = setTimeout(
      () => refuse(`it sent no whole agi_ block within ${limits.timeoutMs} ms`, text + reader.unfinished),
      limits.timeoutMs,
    );
    const finish = (result: CallSession | ProtocolError | HangUpError) => {
      clearTimeout(timer);
      resolve(result);
    };

    const onLine = (line: string): boolean => {
      if (text === '' && line !== FIRST_LINE) {
        const hint = PROXY_HEADER.test(line) ? '; PROXY headers are read from those in `proxyProtocol.from`' : '';
        refuse(`its first line is not "${FIRST_LINE}"${hint}`, line);
        return false;
      }
      if (line === '') {
        isWhole = true;
        return false;
      }
      text += text === '' ? line : `\n${line}`;
      return true;
    };

    link.open({
      received(chunk) {
        if (session !== undefined) return session.received(chunk);
        bytes += chunk.byteLength;
        const state = reader.push(chunk, onLine);
        const rest = isWhole ? reader.takeRest() : undefined;
        if (state === 'tooLong' || bytes - (rest?.length ?? 0) > limits.bytes)
          return refuse(`its agi_ block passed ${limits.bytes} bytes`, text + reader.unfinished);
        if (rest === undefined) return;
        const environment = new AgiEnvironment(text);
        session = new CallSession(link, environment, limitFor(environment), wire);
        finish(session);
        if (rest.length > 0) session.received(rest);
      },
      closed(error) {
        if (session !== undefined) return session.closed(error);
        // The link itself may have seen that it is no call.
        if (error instanceof ProtocolError) return finish(error);
        finish(new HangUpError('connectionLost', error === undefined ? 'connectionClosed' : 'connectionReset'));
      },
    });
  });
}

/** Asterisk 16 and earlier read shorter lines. */
const limitFor = ({ release }: AgiEnvironment) => (release !== undefined && release < 17 ? LINE_LIMIT_16 : LINE_LIMIT);
