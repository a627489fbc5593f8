import { describe, expect, test } from 'vitest';
import { HangUpError } from '../../src/errors/hang-up-error.js';
import { ProtocolError } from '../../src/errors/offhook-error.js';
import { CallSession } from '../../src/session/call-session.js';
import { openSession } from '../../src/session/open-session.js';
import { linkedPair } from '../../src/transport/memory.js';
import { environmentBlock } from '../support/environment-block.js';

const limits = { timeoutMs: 5_000, bytes: 65_536 };

function peer() {
  const [ours, theirs] = linkedPair();
  const sent: string[] = [];
  let isClosed = false;
  theirs.open({ received: (chunk) => sent.push(Buffer.from(chunk).toString()), closed: () => (isClosed = true) });
  return { ours, theirs, sent, isClosed: () => isClosed };
}

async function opened(block: string, pieces = 1): Promise<CallSession> {
  const { ours, theirs } = peer();
  const session = openSession(ours, limits);
  const size = Math.ceil(block.length / pieces);
  for (let i = 0; i < block.length; i += size) theirs.send(block.slice(i, i + size));
  const result = await session;
  if (!(result instanceof CallSession)) throw result;
  return result;
}

describe('the environment block', () => {
  test.each([1, 2, 7, 1_000])('is read whole when it comes in %i pieces', async (pieces) => {
    const { environment } = await opened(environmentBlock(), pieces);
    expect(environment.script).toBe('sales');
    expect(environment.uniqueId).toBe('1795426396.71');
    expect(environment.release).toBe(22);
    expect(environment.all().size).toBe(22);
  });

  test('says unknown and empty numbers as undefined', async () => {
    const { environment } = await opened(environmentBlock({ agi_callerid: 'unknown', agi_dnid: '' }));
    expect(environment.callerNumber).toBeUndefined();
    expect(environment.calledNumber).toBeUndefined();
    expect(environment.callerName).toBeUndefined();
  });

  test('keeps arguments in order, empty ones too', async () => {
    const { environment } = await opened(environmentBlock({ agi_arg_1: 'gold', agi_arg_2: '', agi_arg_3: 'a,b' }));
    expect(environment.args).toEqual(['gold', '', 'a,b']);
  });

  test('keeps the first value of a name that a caller repeats with a line feed in his own name', async () => {
    const { environment } = await opened(
      environmentBlock({ agi_calleridname: 'Eve\nagi_uniqueid: forged\nno colon here' }),
    );
    expect(environment.uniqueId).toBe('1795426396.71');
    expect(environment.callerName).toBe('Eve');
  });

  test('knows no name that none of its lines has', async () => {
    const { environment } = await opened(environmentBlock({ agi_calleridname: 'Eve: a\n: b\nagi_' }));
    const names = ['', 'uniqueid', 'agi_calleridname: Eve', 'agi_network: yes\nagi_network_script', 'AGI_UNIQUEID'];
    expect(names.map((name) => environment.get(name))).toEqual(names.map((name) => environment.all().get(name)));
    expect(names.map((name) => environment.get(name))).toEqual(names.map(() => undefined));
  });
});

describe('a peer that is no Asterisk', () => {
  test('is refused at its first line, which the error quotes without control characters', async () => {
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send('GET / HTTP/1.1\u001b[2J\r\nHost: x\r\n\r\n');
    const result = await session;
    expect(result).toBeInstanceOf(ProtocolError);
    expect((result as ProtocolError).message).toContain('GET / HTTP/1.1\\x1b[2J\\x0d');
  });

  test('has no more of its line in the error than a reader needs', async () => {
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send(`${'x'.repeat(60_000)}\n`);
    expect(await session).toMatchObject({ code: 'AGI_HANDSHAKE', fields: { received: 'x'.repeat(200) } });
  });

  test('is refused when its block has no end within the limit', async () => {
    const { ours, theirs, isClosed } = peer();
    const session = openSession(ours, { timeoutMs: 5_000, bytes: 1_000 });
    theirs.send(`agi_network: yes\n${'agi_x: y\n'.repeat(200)}`);
    expect(await session).toMatchObject({ code: 'AGI_HANDSHAKE' });
    await Promise.resolve();
    expect(isClosed()).toBe(true);
  });

  test.each([
    [65_536, 'a call'],
    [65_537, 'none: its agi_ block passed 65536 bytes'],
  ])('is one whose block has more than the limit, even in one piece: %i bytes are %s', async (bytes, what) => {
    const block = environmentBlock({ agi_arg_1: '' });
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send(`${block.replace('agi_arg_1: ', `agi_arg_1: ${'x'.repeat(bytes - block.length)}`)}HANGUP\n`);
    const result = await session;
    expect(result instanceof CallSession ? 'a call' : `none: ${(result as ProtocolError).fields.problem}`).toBe(what);
  });

  test('is refused when it sends megabytes without a line feed', async () => {
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send('x'.repeat(10 * 1024 * 1024));
    expect(await session).toMatchObject({ code: 'AGI_HANDSHAKE' });
  });

  test('that says nothing is refused when its time is over', async () => {
    const { ours } = peer();
    expect(await openSession(ours, { timeoutMs: 1, bytes: 1_000 })).toMatchObject({ code: 'AGI_HANDSHAKE' });
  });

  test('that goes away first is no fault', async () => {
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send('agi_network: yes\n');
    theirs.end();
    expect(await session).toBeInstanceOf(HangUpError);
  });
});

describe('the signal', () => {
  test('is aborted by HANGUP while nothing runs', async () => {
    const { ours, theirs } = peer();
    const opening = openSession(ours, limits);
    theirs.send(environmentBlock());
    const session = (await opening) as CallSession;
    expect(session.signal.aborted).toBe(false);
    theirs.send('HANGUP\n');
    await Promise.resolve();
    expect(session.signal.reason).toMatchObject({ code: 'AGI_HANG_UP', reason: 'caller', notice: 'hangupLine' });
  });

  test('is aborted when the connection goes', async () => {
    const { ours, theirs } = peer();
    const opening = openSession(ours, limits);
    theirs.send(environmentBlock());
    const session = (await opening) as CallSession;
    theirs.destroy();
    await Promise.resolve();
    expect(session.signal.reason).toMatchObject({ reason: 'connectionLost', notice: 'connectionClosed' });
  });
});
