import type { AgiLink, LinkReceiver } from '../../../../src/core/link.js';
import type { CallEvent } from '../../../../src/testing/call-event.js';
import { OpeningMark } from '../../../../src/testing/opening-mark.js';

/** Milliseconds to wait before a line goes out; nothing for at once. */
export type Delay = (nowMs: number) => number;

/** A connection of Asterisk on which every line is noted when it passes, but for the mark of the call, and what the app sends may be held back. */
export class TappedLink implements AgiLink {
  readonly events: CallEvent[] = [];
  delay: Delay = () => 0;
  readonly #link: AgiLink;
  #sent = '';
  #received = '';
  #isBehindEnvironment = false;
  readonly #mark = new OpeningMark();
  #last: Promise<void> | undefined;

  constructor(link: AgiLink) {
    this.#link = link;
  }

  get peer(): string {
    return this.#link.peer;
  }

  open(receiver: LinkReceiver): void {
    this.#link.open({
      received: (chunk) => {
        this.#noteReceived(Buffer.from(chunk).toString());
        receiver.received(chunk);
      },
      closed: (error) => receiver.closed(error),
    });
  }

  send(line: string): void {
    const delayMs = this.delay(performance.now());
    if (delayMs <= 0 && this.#last === undefined) return this.#sendNow(line);
    // One after the other, as they were sent.
    const before = this.#last ?? Promise.resolve();
    const sent = before.then(() => pause(delayMs)).then(() => this.#sendNow(line));
    this.#last = sent;
    void sent.then(() => {
      if (this.#last === sent) this.#last = undefined;
    });
  }

  end(): void {
    this.#link.end();
  }

  destroy(): void {
    this.#link.destroy();
  }

  #sendNow(line: string): void {
    this.#link.send(line);
    // A command that cuts another comes in two pieces.
    const [rest, lines] = linesOf(this.#sent + line);
    this.#sent = rest;
    const atMs = performance.now();
    for (const whole of lines) {
      const shown = this.#mark.commandShown(whole);
      if (shown !== undefined) this.events.push({ kind: 'command', atMs, line: shown });
    }
  }

  #noteReceived(text: string): void {
    const [rest, lines] = linesOf(this.#received + text);
    this.#received = rest;
    const atMs = performance.now();
    for (const line of lines) {
      if (!this.#isBehindEnvironment) {
        this.#isBehindEnvironment = line === '';
        continue;
      }
      const shown = this.#mark.replyShown(line);
      if (shown !== undefined) this.events.push({ kind: 'reply', atMs, text: shown, isMasked: false });
    }
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

function linesOf(text: string): [rest: string, lines: string[]] {
  const lines = text.split('\n');
  return [lines.pop() ?? '', lines];
}
