import type { AgiLink, LinkReceiver } from '../../../../src/core/link.js';
import type { JudgeWire } from '../../../../src/cli/conformance/judge-wire.js';

type Arrival = (receiver: LinkReceiver) => void;

/** One direction of a connection: what one end does, the other is told of later, in order. */
class Direction {
  readonly #early: Arrival[] = [];
  #receiver: LinkReceiver | undefined;
  #isClosed = false;

  open(receiver: LinkReceiver): void {
    this.#receiver = receiver;
    for (const arrival of this.#early.splice(0)) queueMicrotask(() => arrival(receiver));
  }

  send(bytes: Uint8Array): void {
    this.#arrive((receiver) => this.#isClosed || receiver.received(bytes));
  }

  close(error?: Error): void {
    this.#arrive((receiver) => {
      if (!this.#isClosed) receiver.closed(error);
      this.#isClosed = true;
    });
  }

  #arrive(arrival: Arrival): void {
    const receiver = this.#receiver;
    if (receiver === undefined) this.#early.push(arrival);
    else queueMicrotask(() => arrival(receiver));
  }
}

/** A connection in the process that carries bytes, also such as are no text: the judge's end, and the app's. */
export function bytePair(): [JudgeWire, AgiLink] {
  const toApp = new Direction();
  const toJudge = new Direction();
  const wire: JudgeWire = {
    open: (receiver) => toJudge.open(receiver),
    sendBytes: (bytes) => toApp.send(bytes),
    end: () => toApp.close(),
    destroy: () => {
      toApp.close();
      toJudge.close();
    },
    reset: () => {
      toApp.close(new Error('reset'));
      toJudge.close();
    },
  };
  const link: AgiLink = {
    peer: 'memory',
    open: (receiver) => toApp.open(receiver),
    send: (line) => toJudge.send(Buffer.from(line)),
    end: () => toJudge.close(),
    destroy: () => {
      toJudge.close();
      toApp.close();
    },
  };
  return [wire, link];
}
