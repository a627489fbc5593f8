import { RealClock, VirtualClock } from 'offhook/testing';
import { describe, expect, it, vi } from 'vitest';

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

  it('never goes back, also for what was due before', () => {
    const clock = new VirtualClock(1_000);
    const seen: number[] = [];
    clock.after(-500, () => seen.push(clock.nowMs()));
    expect(clock.nextAtMs).toBe(1_000);
    clock.deadline(-500, () => seen.push(clock.nowMs()));
    clock.next();
    clock.next();
    expect(seen).toEqual([1_000, 1_000]);
  });

  it('is waited for until the time has passed, and no longer', async () => {
    const clock = new VirtualClock(0);
    const begun = vi.fn();
    const stop = clock.onWait(begun);
    const waiting = [clock.wait(100), clock.wait(200)];
    expect([clock.isWaitedFor, begun.mock.calls.length]).toEqual([true, 2]);
    stop();
    clock.advance(100);
    await waiting[0];
    expect(clock.isWaitedFor).toBe(true);
    clock.advance(100);
    await waiting[1];
    expect(clock.isWaitedFor).toBe(false);
    void clock.wait(1);
    expect(begun).toHaveBeenCalledTimes(2);
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

describe('the time of day', () => {
  it('is that of the machine, and goes on', async () => {
    const clock = new RealClock();
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1_000);
    const startMs = clock.nowMs();
    await clock.wait(5);
    // Node may call a fraction of a millisecond early.
    expect(clock.nowMs() - startMs).toBeGreaterThan(4);
  });

  it('calls back once, at once for what is over, and not for what was cancelled or lies months ahead', async () => {
    const clock = new RealClock();
    const [cancelled, past, far] = [vi.fn(), vi.fn(), vi.fn()];
    clock.after(0, cancelled)();
    clock.after(-1_000, past);
    const stop = clock.after(2 ** 40, far);
    await clock.wait(10);
    stop();
    expect([cancelled, past, far].map(({ mock }) => mock.calls.length)).toEqual([0, 1, 0]);
  });

  it('cannot be moved', () => {
    expect(() => new RealClock().advance()).toThrow('The time of day cannot be moved');
  });
});
