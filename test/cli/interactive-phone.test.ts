import { describe, expect, it } from 'vitest';

import { InteractivePhone } from '../../src/cli/interactive-phone.js';
import { OnTheLine } from '../testing/support/on-the-line.js';
import { FakeKeyboard } from './support.js';

/** A terminal with a phone in it, on a clock that the test moves. */
function openPhone() {
  const line = new OnTheLine({}, {}, { begins: false });
  const keyboard = new FakeKeyboard();
  const screen = { text: '', columns: 60, write: (text: string) => (screen.text += text) };
  const phone = new InteractivePhone(line.call, line.clock, keyboard, screen);
  return { line, keyboard, screen, phone, end: phone.run() };
}

/** What can be seen: what was written over is gone. */
const visible = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split('\r').at(-1)?.trimEnd())
    .join('\n');

describe('the phone in a terminal', () => {
  it('shows what is heard with a time bar', () => {
    const { line, screen } = openPhone();
    line.send('STREAM FILE demo-thanks ""');
    line.clock.advance(1_400);
    expect(visible(screen.text)).toContain('\nhears demo-thanks  [#####---------------] 1.4 of 5.5 s');
  });

  it('asks for a key, and takes those typed at once', () => {
    const { line, keyboard, screen } = openPhone();
    line.send('GET DATA beep 5000 2');
    line.clock.advance(540);
    expect(visible(screen.text)).toContain('your key?  [--------------------] 0.1 of 5.0 s');
    keyboard.type('42');
    line.clock.advance(300);
    expect(line.wire.lines).toEqual(['200 result=42']);
    expect(visible(screen.text)).toContain('hears      beep (0.4 s)\n');
  });

  it('hangs up with h, and is over when the app has ended the call', async () => {
    const { line, keyboard, screen, end } = openPhone();
    line.send('STREAM FILE demo-thanks ""');
    line.clock.advance(1_000);
    keyboard.type('h');
    expect(line.wire.lines).toEqual(['200 result=-1 endpos=8000', 'HANGUP']);
    line.wire.close();
    expect(await end).toBe('over');
    expect(visible(screen.text)).toContain('ends       by the caller, AGISTATUS HANGUP');
  });

  it('does not wait for ever for an app that does not end the call', async () => {
    const { line, keyboard, end } = openPhone();
    keyboard.type('h');
    line.clock.advance(10_000);
    expect(await end).toBe('appStays');
  });

  it('hangs up and leaves with Ctrl-C, and gives the terminal back', async () => {
    const { line, keyboard, screen, end } = openPhone();
    expect(keyboard.isRaw).toBe(true);
    keyboard.type('\u0003');
    expect(await end).toBe('interrupted');
    expect(line.call.isHungUp).toBe(true);
    expect([keyboard.isRaw, keyboard.isPaused]).toEqual([false, true]);
    expect(screen.text.endsWith('\r') || screen.text.endsWith('\n')).toBe(true);
  });

  it('shows nothing dangerous, whatever the app says', () => {
    const { line, screen } = openPhone();
    line.send('VERBOSE "\u001b[2J"');
    expect(screen.text).not.toContain('\u001b');
    expect(screen.text).toContain('\\x1b[2J');
  });
});
