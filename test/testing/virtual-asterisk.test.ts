import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import * as coreTable from '../../src/core/commands/index.js';
import { virtualCommands } from '../../src/testing/commands/virtual-commands.js';
import { OnTheLine } from './support/on-the-line.js';

describe('a stop by AMI on the virtual Asterisk', () => {
  // As a real one was seen to answer: in a sound it ends the sound, in a wait it stands in the place of a digit.
  it.each([
    ['GET DATA beep 2000 1', 200, '200 result= (timeout)'],
    ['GET DATA beep 2000 1', 1_000, 'latin1:200 result=\u00e8'],
    ['GET DATA "" 2000 4', 1_000, 'latin1:200 result=\u00e8 (timeout)'],
    ['GET OPTION beep 12 2000', 1_000, '200 result=0 endpos=3520'],
    ['WAIT FOR DIGIT 2000', 1_000, '200 result=1000'],
    ['EXEC Read X,beep,1,,1,2', 1_000, '200 result=0'],
  ])('during %s, after %i ms, gives %s', (command, afterMs, answer) => {
    const line = new OnTheLine();
    line.ask('ANSWER');
    line.send(command);
    line.clock.advance(afterMs);
    line.call.stopPlayback();
    while (line.wire.lines.length === 1 && line.clock.next());
    expect(line.wire.lines.slice(1)).toEqual([answer]);
    if (command.includes('Read'))
      expect(line.ask('GET FULL VARIABLE "${READSTATUS} ${X}"')).toBe('latin1:200 result=1 (OK \u00e8)');
  });
});

describe('keys on the virtual Asterisk', () => {
  it('are known when they are released', () => {
    const line = new OnTheLine();
    line.send('STREAM FILE demo-congrats "5"');
    line.press('5', 1_500);
    expect(line.wire.lines).toEqual(['200 result=53 endpos=12000']);
  });

  it('reach the next command when their tone began in one and ended between two', () => {
    const line = new OnTheLine();
    line.send('WAIT FOR DIGIT 1000');
    line.clock.advance(950);
    line.press('7'); // The wait is over after 50 ms of the tone.
    line.clock.advance(60);
    line.send('WAIT FOR DIGIT 1000');
    line.clock.advance(50);
    expect(line.wire.lines).toEqual(['200 result=0', '200 result=55']);
  });

  it('come on time when their tone began between two commands and ends in the next', () => {
    const line = new OnTheLine();
    line.call.keyDown('7');
    line.clock.advance(90);
    line.send('WAIT FOR DIGIT 1000');
    line.clock.advance(10);
    line.call.keyUp();
    expect(line.wire.lines).toEqual(['200 result=55']);
  });

  it('are lost when their whole tone lies between two commands', () => {
    const line = new OnTheLine();
    line.press('7');
    expect(line.ask('WAIT FOR DIGIT 1000')).toBe('200 result=0');
    expect(line.call.events).toContainEqual(
      expect.objectContaining({ kind: 'keyLost', key: '7', why: 'betweenCommands' }),
    );
  });

  it('are lost when nobody reads 100 ms after their end either', () => {
    const line = new OnTheLine();
    line.send('WAIT FOR DIGIT 1000');
    line.clock.advance(950);
    line.press('7');
    line.clock.advance(101);
    expect(line.ask('WAIT FOR DIGIT 1000')).toBe('200 result=0');
  });

  it('keep their order when one comes again', () => {
    const line = new OnTheLine();
    line.send('WAIT FOR DIGIT 1000');
    line.clock.advance(950);
    line.press('1');
    line.press('2', 40);
    line.send('GET DATA "" 1000 2');
    line.clock.advance(300);
    expect(line.wire.lines.at(-1)).toBe('200 result=12');
  });

  it('count commands that do not listen as a gap', () => {
    const line = new OnTheLine();
    line.call.keyDown('7');
    for (let i = 0; i < 10; i++) {
      line.ask('GET VARIABLE EXTEN');
      line.clock.advance(10);
    }
    line.call.keyUp();
    expect(line.ask('WAIT FOR DIGIT 500')).toBe('200 result=0');
  });

  it('are dropped by a prompt that does not take them', () => {
    const line = new OnTheLine();
    line.send('STREAM FILE beep ""');
    line.press('1');
    line.clock.advance(400);
    expect(line.wire.lines).toEqual(['200 result=0 endpos=3520']);
    expect(line.call.events).toContainEqual(expect.objectContaining({ kind: 'keyLost', why: 'notTaken' }));
  });
});

describe('lines on the virtual Asterisk', () => {
  it('silently end a sound that plays', () => {
    const line = new OnTheLine();
    line.send('STREAM FILE demo-congrats ""');
    line.clock.advance(500);
    line.send('NOOP');
    line.clock.advance(60_000);
    expect(line.wire.lines).toEqual(['200 result=0']);
    expect(line.call.variables).not.toHaveProperty('PLAYBACKSTATUS');
  });

  it('do not end what is not interruptible', () => {
    const line = new OnTheLine();
    line.send('EXEC Wait 1');
    line.clock.advance(500);
    line.send('NOOP');
    expect(line.wire.lines).toEqual([]);
    line.clock.advance(500);
    expect(line.wire.lines).toEqual(['200 result=0', '200 result=0']);
  });

  it('that come in one segment with an earlier one wait for another byte', () => {
    const line = new OnTheLine();
    line.wire.send('NOOP\nGET VARIABLE EXTEN\n');
    line.clock.advance(10_000);
    expect(line.wire.lines).toEqual(['200 result=0']);
    line.wire.send('NOOP\n');
    expect(line.wire.lines).toEqual(['200 result=0', '200 result=1 (s)', '200 result=0']);
  });

  it('are the same in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), (cuts) => {
        const line = new OnTheLine();
        let rest = Buffer.from('SET VARIABLE X "Zoë \\"quoted\\" 世界"\n');
        for (const cut of cuts) {
          line.wire.send(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        if (rest.length > 0) line.wire.send(rest);
        expect(line.ask('GET VARIABLE X')).toBe('200 result=1 (Zoë "quoted" 世界)');
      }),
    );
  });
});

describe('a hang-up on the virtual Asterisk', () => {
  it('is told at once between two commands, and once more at the end', () => {
    const line = new OnTheLine();
    line.call.hangUp();
    expect(line.wire.lines).toEqual(['HANGUP']);
    expect(line.ask('CHANNEL STATUS')).toMatch(/^511 /);
    expect(line.ask('GET VARIABLE EXTEN')).toBe('200 result=1 (s)');
    line.wire.close();
    expect(line.wire.lines.at(-1)).toBe('HANGUP');
    expect(line.wire.isEnded).toBe(true);
    expect(line.call.variables.AGISTATUS).toBe('HANGUP');
  });

  it('ends the command that runs, then is told', () => {
    const line = new OnTheLine();
    line.send('GET DATA demo-congrats 5000 4');
    line.press('1');
    line.call.hangUp();
    expect(line.wire.lines).toEqual(['200 result=-1', 'HANGUP']);
  });

  it('does not hide that a command had failed', () => {
    const line = new OnTheLine();
    line.ask('STREAM FILE no-such-file ""');
    line.call.hangUp();
    line.wire.close();
    expect(line.call.variables.AGISTATUS).toBe('FAILURE');
  });

  it('by the app is answered first', () => {
    const line = new OnTheLine();
    line.send('HANGUP');
    expect(line.wire.lines).toEqual(['200 result=1', 'HANGUP']);
    line.wire.close();
    expect(line.call.events.at(-1)).toMatchObject({ kind: 'ended', by: 'app', goesOnAt: undefined });
  });

  it('takes the key with it that is still down', () => {
    const line = new OnTheLine();
    line.send('WAIT FOR DIGIT -1');
    line.call.keyDown('1');
    line.call.hangUp();
    line.call.keyUp();
    expect(line.wire.lines).toEqual(['200 result=-1', 'HANGUP']);
  });

  it.each([
    [{ AGISIGHUP: 'no' }, [], false],
    [{ AGIEXITONHANGUP: 'yes' }, ['HANGUP', 'HANGUP'], true],
    [{ AGISIGHUP: 'no', AGIEXITONHANGUP: 'yes' }, [], true],
  ])('obeys %j', (variables, lines, isEnded) => {
    const line = new OnTheLine({ variables });
    line.call.hangUp();
    expect(line.wire.lines).toEqual(lines);
    expect(line.wire.isEnded).toBe(isEnded);
  });
});

describe('a connection on the virtual Asterisk', () => {
  it('that the app resets ends without a last word', () => {
    const line = new OnTheLine();
    line.send('STREAM FILE demo-congrats ""');
    line.wire.close(new Error('ECONNRESET'));
    expect(line.wire.lines).toEqual([]);
    expect(line.call.variables.AGISTATUS).toBe('SUCCESS');
  });

  it('has its environment in more than one segment', () => {
    const line = new OnTheLine();
    expect(line.wire.writes.length).toBeGreaterThan(1);
    expect(line.wire.environment).toContain('agi_network_script: test\n');
  });

  it('leaves no callback on the clock when it is over', () => {
    const line = new OnTheLine();
    line.ask('SET AUTOHANGUP 60');
    line.send('WAIT FOR DIGIT 5000');
    line.press('1', 10);
    line.wire.close();
    expect(line.clock.nextAtMs).toBeUndefined();
  });
});

describe('the two tables of commands, each written by itself,', () => {
  const core = Object.values(coreTable).filter((row) => typeof row === 'function' && 'verb' in row);

  it('have the same 47 commands, and the same after the hang-up', () => {
    const afterHangup = (rows: readonly (readonly [string, boolean])[]) =>
      rows.toSorted(([a], [b]) => a.localeCompare(b));
    const virtual = virtualCommands.map(({ verb, definition }) => [verb, definition.afterHangup ?? false] as const);
    expect(virtual).toHaveLength(47);
    expect(afterHangup(virtual)).toEqual(
      afterHangup(core.map(({ verb, afterHangup: isAllowed }) => [verb, isAllowed])),
    );
  });
});
