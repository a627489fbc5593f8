import { VirtualClock } from '../../../src/testing/clock.js';
import { type CallSetup, VirtualAsterisk, type VirtualAsteriskOptions } from '../../../src/testing/virtual-asterisk.js';
import type { VirtualCall } from '../../../src/testing/virtual-call.js';
import { TestWire } from './test-wire.js';

const TONE_MS = 100;

/** A call whose two sides are in the hand of a test. */
export class OnTheLine {
  readonly clock = new VirtualClock();
  readonly wire = new TestWire(this.clock);
  readonly asterisk: VirtualAsterisk;
  readonly call: VirtualCall;

  /** @param begins - whether the call has begun; default yes */
  constructor(setup: CallSetup = {}, options: VirtualAsteriskOptions = {}, { begins = true } = {}) {
    this.asterisk = new VirtualAsterisk({ ...options, clock: this.clock });
    this.call = this.asterisk.call(this.wire, { request: 'agi://localhost/test', script: 'test' }, setup);
    if (begins) this.call.begin();
  }

  /** Writes one line. */
  send(line: string): void {
    this.wire.send(`${line}\n`);
  }

  /** Writes a line and lets time pass until it is answered. @returns the last line that came */
  ask(line: string): string {
    const before = this.wire.lines.length;
    this.send(line);
    while (this.wire.lines.length === before && this.clock.next());
    return this.wire.lines.at(-1) ?? '';
  }

  /** A key is held for so long, and time passes. @param toneMs - default 100 */
  press(key: string, toneMs: number = TONE_MS): void {
    this.call.keyDown(key);
    this.clock.advance(toneMs);
    this.call.keyUp();
  }
}
