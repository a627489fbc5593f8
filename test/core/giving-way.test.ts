import { describe, expect, it } from 'vitest';

import { getData, waitForDigit } from '../../src/core/commands/index.js';
import { fakeCall, settle, watch } from './support/fake-link.js';

describe('a command that gives way', () => {
  it('is told once that another is wanted, and what it sends then comes first', async () => {
    const { channel, link } = fakeCall();
    let told = 0;
    channel.begin(waitForDigit(), {
      onWanted: () => {
        told++;
        void channel.setMusic(false);
      },
    });
    const wanted = [watch(channel.streamFile('a')), watch(channel.noop())];
    expect(told).toBe(1);
    for (const reply of ['200 result=49', '200 result=0', '200 result=0 endpos=8000', '200 result=0']) {
      link.receiveLines(reply);
      await settle();
    }
    expect(link.sent).toEqual(['WAIT FOR DIGIT -1', 'SET MUSIC "OFF"', 'STREAM FILE "a" ""', 'NOOP']);
    expect(wanted.map(({ outcome }) => outcome.kind)).toEqual(['value', 'value']);
  });

  it('gives way too when the other came while it waited for its own turn', async () => {
    const { channel, link } = fakeCall();
    const long = watch(channel.exec('Wait', '1'));
    let told = 0;
    channel.begin(waitForDigit(), { onWanted: () => told++ }).done.catch(() => undefined);
    const late = watch(channel.noop());
    expect(told).toBe(0);
    for (const reply of ['200 result=0', '200 result=1', '200 result=0']) {
      link.receiveLines(reply);
      await settle();
    }
    expect(told).toBe(1);
    expect([long, late].map(({ outcome }) => outcome.kind)).toEqual(['value', 'value']);
  });

  it('is no command that the call needs', async () => {
    const { channel, wire, link } = fakeCall();
    channel.begin(waitForDigit(), { onWanted: () => undefined }).done.catch(() => undefined);
    expect(wire.liveCommands).toBe(0);
    link.close();
  });
});

describe('an idle line', () => {
  it('is told each time, not between commands that wait for each other', async () => {
    const { channel, link } = fakeCall();
    let idle = 0;
    channel.onIdle(() => idle++);
    expect(channel.isIdle).toBe(true);
    const both = [watch(channel.noop()), watch(channel.noop())];
    expect(channel.isIdle).toBe(false);
    link.receiveLines('200 result=0');
    await settle();
    expect(idle).toBe(0);
    link.receiveLines('200 result=0');
    await settle();
    expect(idle).toBe(1);
    expect(both.map(({ outcome }) => outcome.kind)).toEqual(['value', 'value']);
    channel.onIdle(undefined);
  });
});

describe('a masked answer', () => {
  it('is not shown, the command is', async () => {
    const { channel, link, trace } = fakeCall();
    const pin = channel.send(getData('enter-pin', { maxDigits: 4 }), { masked: 'answer' });
    link.receiveLines('200 result=4711');
    await pin;
    expect(trace).toEqual(['> GET DATA "enter-pin" 2000 4', '< [masked]']);
  });
});
