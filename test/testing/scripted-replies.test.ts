import { AgiController, Call, hangUp, OnCall } from 'offhook';
import { createTestPhone, everySound } from 'offhook/testing';
import { describe, expect, it } from 'vitest';
import { OnTheLine } from './support/on-the-line.js';

describe('a command with a scripted reply', () => {
  it('is answered so, and not carried out', () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('SET VARIABLE', '200 result=0');
    expect(line.ask('SET VARIABLE ORDER 17')).toBe('200 result=0');
    expect(line.call.variables).not.toHaveProperty('ORDER');
    expect(line.call.events).toContainEqual(expect.objectContaining({ kind: 'reply', text: '200 result=0' }));
  });

  it('takes the replies in order, and the last one for all that follow', () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('DATABASE PUT', '200 result=0', '200 result=1');
    const replies = [1, 2, 3].map(() => line.ask('DATABASE PUT orders 17 open'));
    expect(replies).toEqual(['200 result=0', '200 result=1', '200 result=1']);
  });

  it('is the longest beginning that fits, whatever was scripted first', () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('SET VARIABLE "ORDER"', '200 result=2');
    line.asterisk.onCommand('SET ', '200 result=3');
    expect(line.ask('SET VARIABLE "ORDER" "17"')).toBe('200 result=2');
    expect(line.ask('SET MUSIC on')).toBe('200 result=3');
    expect(line.ask('NOOP')).toBe('200 result=0');
  });

  it('may be one that this Asterisk does not know, or that it refuses on a dead channel', () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('HOVER', '200 result=1');
    line.asterisk.onCommand('CHANNEL STATUS', '200 result=6');
    line.call.hangUp();
    expect(line.ask('HOVER')).toBe('200 result=1');
    expect(line.ask('CHANNEL STATUS')).toBe('200 result=6');
    expect(line.ask('STREAM FILE beep ""')).toMatch(/^511 /);
  });

  it('is answered in the pieces of a list, each in a write of its own and as it is', () => {
    const line = new OnTheLine();
    const before = line.wire.writes.length;
    line.asterisk.onCommand('NOOP', ['200 res', 'ult=0\n100 result', '=1']);
    line.send('NOOP');
    expect(line.wire.writes.slice(before).map(String)).toEqual(['200 res', 'ult=0\n100 result', '=1']);
  });

  it('may be answered with several lines', () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('NOOP', '100 result=0 Trying...\n200 result=0');
    line.send('NOOP');
    expect(line.wire.lines).toEqual(['100 result=0 Trying...', '200 result=0']);
  });
});

describe('a command that a script leaves without a reply', () => {
  const silent = () => {
    const line = new OnTheLine();
    line.asterisk.onCommand('STREAM FILE', []);
    line.send('STREAM FILE beep ""');
    return line;
  };

  it('runs until the call replies; what came meanwhile is carried out then', () => {
    const line = silent();
    line.send('NOOP');
    line.clock.advance(3_600_000);
    expect(line.wire.lines).toEqual([]);
    line.call.reply('200 result=0 endpos=8000');
    line.send('NOOP');
    expect(line.wire.lines).toEqual(['200 result=0 endpos=8000', '200 result=0', '200 result=0']);
    expect(() => line.call.reply('200 result=0')).toThrow('no command waits for a scripted reply');
  });

  it('is not ended by a hang-up, which is told behind the reply', () => {
    const line = silent();
    line.call.hangUp();
    expect(line.wire.lines).toEqual([]);
    line.call.reply('200 result=-1 endpos=1600');
    expect(line.wire.lines).toEqual(['200 result=-1 endpos=1600', 'HANGUP']);
  });

  it('ends with the connection, behind the last words of the app', () => {
    const line = silent();
    line.send('SET VARIABLE STATUS DRAINED');
    line.wire.close();
    expect(line.call.isOver).toBe(true);
    expect(line.call.variables).toMatchObject({ STATUS: 'DRAINED', AGISTATUS: 'SUCCESS' });
    expect(line.call.events.filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  it('is lost with the connection where the app says nothing more', () => {
    const line = silent();
    line.wire.close();
    expect(line.call.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['lost', 'ended']));
  });
});

describe('a script of a test phone', () => {
  const seen: unknown[] = [];

  @AgiController('/orders')
  class OrdersController {
    constructor(private readonly call: Call) {}
    @OnCall({ next: hangUp }) async look() {
      seen.push(await this.call.variables.get('ORDER'));
      await this.call.play('hello');
    }
  }

  const open = () => createTestPhone({ controllers: [OrdersController] }, { sounds: everySound({ durationMs: 500 }) });

  it('answers the app as if offhook sent no marks', async () => {
    seen.length = 0;
    await using line = await open();
    line.onCommand('GET FULL VARIABLE', '200 result=1 (17)');
    const caller = line.dial('/orders').hears('hello');
    await caller.ends({ by: 'app' });
    expect(seen).toEqual(['17']);
    expect(caller.events).toContainEqual(expect.objectContaining({ kind: 'reply', text: '200 result=1 (17)' }));
  });

  it('shows what the app does when Asterisk does not answer: it gives the call up', async () => {
    const parts = { controllers: [OrdersController] };
    await using line = await createTestPhone(parts, { commandTimeoutMs: 20, failOnError: false });
    line.onCommand('GET FULL VARIABLE', []);
    await line.dial('/orders').ends({ by: 'dialplan', error: /broke off/ });
  });
});

describe('a call', () => {
  it('rings at first, unless the dialplan has answered it', () => {
    expect(new OnTheLine().ask('CHANNEL STATUS')).toBe('200 result=4');
    expect(new OnTheLine({ answered: true }).ask('CHANNEL STATUS')).toBe('200 result=6');
  });

  it('is dead from the beginning in the extension h and in a hang-up handler', () => {
    expect(new OnTheLine({ extension: 'h' }).ask('CHANNEL STATUS')).toMatch(/^511 /);
    expect(new OnTheLine({ inHangupHandler: true }).ask('CHANNEL STATUS')).toMatch(/^511 /);
    expect(new OnTheLine({ inHangupHandler: true }).ask('SET VARIABLE NOTED yes')).toBe('200 result=1');
  });
});
