import type { LinkReceiver } from '../../core/link.js';
import type { Clock } from '../../testing/clock.js';
import type { JudgeWire } from './judge-wire.js';

/** How what Asterisk writes is cut into packets. TCP may cut it anywhere; Asterisk itself writes as the comments say. */
export interface Packets {
  /** The block: `whole` as far as a packet reaches, `bytes` each on its own, `inTwo` all but its last line feed, and that later. */
  readonly block?: 'whole' | 'bytes' | 'inTwo';
  /**
   * Answers: `together` what Asterisk writes in one go is one packet, as far as that reaches, `lines` each line is one (Nagle's algorithm keeps the
   * second back for 40 ms), `bytes` each byte is one, `hangupWithNext` a HANGUP line comes in one packet with the next answer (the
   * app was at work when the caller left).
   */
  readonly answers?: 'together' | 'lines' | 'bytes' | 'hangupWithNext';
}

/** What a packet of Ethernet holds. */
const PACKET_BYTES = 1_400;
const PACKET_GAP_MS = 1;
const LINE_GAP_MS = 40;
/** How long the last byte of the block is kept back. */
const BLOCK_GAP_MS = 300;
const HANGUP = 'HANGUP\n';

/** Cuts what goes to the app into packets, and notes what comes back too early. */
export class PacketWire implements JudgeWire {
  readonly #wire: JudgeWire;
  readonly #clock: Clock;
  readonly #packets: Packets;
  /** Written in this turn, not yet cut. */
  #written: Uint8Array[] = [];
  readonly #queue: { readonly bytes: Uint8Array; readonly gapMs: number }[] = [];
  #isWaiting = false;
  #isEnding = false;
  #hasCutBlock = false;
  /** Packets of the block that are still to go. */
  #unsentOfBlock = 1;
  #held = '';
  /** The app has sent something before it had the whole block. */
  isTooEarly = false;

  constructor(wire: JudgeWire, clock: Clock, packets: Packets) {
    this.#wire = wire;
    this.#clock = clock;
    this.#packets = packets;
  }

  open(receiver: LinkReceiver): void {
    this.#wire.open({
      received: (chunk) => {
        this.isTooEarly ||= this.#unsentOfBlock > 0;
        receiver.received(chunk);
      },
      closed: (error) => receiver.closed(error),
    });
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.#written.push(bytes) === 1) queueMicrotask(() => this.#cut());
  }

  end(): void {
    this.#cut();
    this.#isEnding = true;
    this.#sendNext();
  }

  destroy(): void {
    this.#queue.length = 0;
    this.#wire.destroy();
  }

  reset(): void {
    this.#queue.length = 0;
    this.#wire.reset();
  }

  #cut(): void {
    const bytes = Buffer.concat(this.#written);
    this.#written = [];
    if (bytes.length === 0) return;
    if (this.#hasCutBlock) this.#queue.push(...this.#cutAnswers(bytes));
    else this.#unsentOfBlock = this.#queue.push(...this.#cutBlock(bytes));
    this.#hasCutBlock = true;
    this.#sendNext();
  }

  #cutBlock(block: Buffer) {
    switch (this.#packets.block ?? 'whole') {
      case 'whole':
        return eachPacket(block);
      case 'inTwo':
        return [
          { bytes: block.subarray(0, -1), gapMs: BLOCK_GAP_MS },
          { bytes: block.subarray(-1), gapMs: 0 },
        ];
      case 'bytes':
        return eachPacket(block, 1);
    }
  }

  #cutAnswers(bytes: Buffer) {
    switch (this.#packets.answers ?? 'together') {
      case 'together':
        return eachPacket(bytes);
      case 'bytes':
        return eachPacket(bytes, 1);
      case 'lines':
        return bytes
          .toString('latin1')
          .split(/(?<=\n)/)
          .map((line) => ({ bytes: Buffer.from(line, 'latin1'), gapMs: LINE_GAP_MS }));
      case 'hangupWithNext': {
        const text = this.#held + bytes.toString('latin1');
        this.#held = text.endsWith(HANGUP) && text !== HANGUP + HANGUP ? HANGUP : '';
        const now = Buffer.from(text.slice(0, text.length - this.#held.length), 'latin1');
        return eachPacket(now);
      }
    }
  }

  #sendNext(): void {
    if (this.#isWaiting) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      if (this.#isEnding) this.#wire.end();
      return;
    }
    this.#wire.sendBytes(next.bytes);
    this.#unsentOfBlock--;
    if (next.gapMs === 0) return this.#sendNext();
    this.#isWaiting = true;
    this.#clock.after(next.gapMs, () => {
      this.#isWaiting = false;
      this.#sendNext();
    });
  }
}

/** In pieces of a size, a moment apart. */
const eachPacket = (bytes: Buffer, size: number = PACKET_BYTES) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => ({
    bytes: bytes.subarray(i * size, (i + 1) * size),
    gapMs: PACKET_GAP_MS,
  }));
