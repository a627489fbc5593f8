import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../../src/testing/clock.js';

describe('a virtual clock', () => {
  it('stands still until it is told to move', () => {
    const clock = new VirtualClock(1_000);
    expect(clock.nowMs()).toBe(1_000);
    clock.advance(500);
    expect(clock.nowMs()).toBe(1_500);
  });

  it('calls back in order, those made on the way too', () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.after(200, () => seen.push('b'));
    clock.after(100, () => {
      seen.push('a');
      clock.after(50, () => seen.push('a2'));
    });
    clock.after(200, () => seen.push('c'));
    clock.after(400, () => seen.push('late'));
    clock.advance(300);
    expect(seen).toEqual(['a', 'a2', 'b', 'c']);
  });

  it('shows the time of what it calls', () => {
    const clock = new VirtualClock(0);
    let at = 0;
    clock.after(70, () => (at = clock.nowMs()));
    expect(clock.next()).toBe(true);
    expect(at).toBe(70);
    expect(clock.next()).toBe(false);
  });

  it('forgets what was cancelled', () => {
    const clock = new VirtualClock(0);
    const cancel = clock.after(10, () => expect.unreachable());
    cancel();
    cancel();
    expect(clock.nextAtMs).toBeUndefined();
    clock.advance(100);
  });
});
