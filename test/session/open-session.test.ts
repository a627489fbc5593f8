import { describe, expect, test } from 'vitest';
import { HangUpError } from '../../src/errors/hang-up-error.js';
import { ProtocolError } from '../../src/errors/offhook-error.js';
import { CallSession } from '../../src/session/call-session.js';
import { openSession } from '../../src/session/open-session.js';
import { linkedPair } from '../../src/transport/memory.js';
import { setVariable } from '../../src/core/commands/variables.js';
import { AgiEnvironment } from '../../src/session/environment.js';
import { settle, watch } from '../core/support/fake-link.js';
import { environmentBlock } from '../support/environment-block.js';

const limits = { timeoutMs: 5_000, bytes: 65_536 };

const MARK = /^GET FULL VARIABLE "(\$\{CHANNEL\(appdata\)\})?([0-9a-f-]{36})"\n$/;

/** A peer that answers the mark as Asterisk does: behind all that it has written; with the data of AGI() when it is asked for. */
function peer({ appData = 'agi://127.0.0.1:4573/sales' } = {}) {
  const [ours, theirs] = linkedPair();
  const sent: string[] = [];
  let isClosed = false;
  theirs.open({
    received(chunk) {
      const line = Buffer.from(chunk).toString();
      const [, asksForData, mark] = MARK.exec(line) ?? [];
      if (mark === undefined) return void sent.push(line);
      setImmediate(() => theirs.send(`200 result=1 (${asksForData === undefined ? '' : appData}${mark})\n`));
    },
    closed: () => (isClosed = true),
  });
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

  test.each([
    ['without a script', { agi_network_script: undefined }],
    ['with a name that holds agi_ and UTF-8', { agi_calleridname: 'agi_context: Zoë 😀' }],
    ['with an empty account code', { agi_accountcode: '' }],
    ['with 127 arguments', Object.fromEntries(Array.from({ length: 127 }, (_, i) => [`agi_arg_${i + 1}`, `a${i}`]))],
    ['of an EAGI', { agi_enhanced: '1.0' }],
  ])('is a call %s', async (_, values) => {
    const { environment } = await opened(environmentBlock(values));
    expect(environment.uniqueId).toBe('1795426396.71');
    expect(environment.args).toHaveLength(Object.keys(values).filter((name) => name.startsWith('agi_arg_')).length);
  });

  test('knows no name that none of its lines has', () => {
    const environment = new AgiEnvironment('agi_network: yes\nagi_calleridname: Eve: a\n: b');
    const names = ['', 'uniqueid', 'agi_calleridname: Eve', 'agi_network: yes\nagi_calleridname', 'AGI_NETWORK'];
    expect(names.map((name) => environment.get(name))).toEqual(names.map(() => undefined));
  });
});

describe('a block that somebody wrote into', () => {
  const WRITTEN = [
    ['a name of its own in the caller name', { agi_calleridname: 'Eve\nagi_context: internal' }],
    ['a repeated name in the caller number', { agi_callerid: '100\nagi_callerid: 200' }],
    ['a line that is none of the block', { agi_calleridname: 'Eve\nno colon here' }],
    ['an unknown name', { agi_calleridname: 'Eve\nagi_admin: yes' }],
    ['an argument before the end', { agi_calleridname: 'Eve\nagi_arg_1: forged' }],
    ['an argument in an argument', { agi_arg_1: 'a\nagi_arg_2: forged', agi_arg_2: 'b' }],
    ['a line feed at the end of a value', { agi_calleridname: 'Eve\n' }],
    ['other fields in the dialled number', { agi_dnid: '100\nagi_rdnis: 1\nagi_context: internal' }],
    ['other fields in the script', { agi_network_script: 'log/Eve\nagi_request: agi://x\nagi_channel: SIP/forged' }],
    [
      'the whole rest of a block and its end',
      {
        agi_calleridname: environmentBlock()
          .slice(environmentBlock().indexOf('unknown'))
          .trimEnd()
          .concat('\n\n200 result=1 (x)\n200 result=0'),
      },
    ],
  ] as const;

  test.each(WRITTEN)('is refused with AGISTATUS FAILURE and last words: %s', async (_, values) => {
    const { ours, theirs, sent } = peer();
    const finalCommands = (error: ProtocolError) => [setVariable('OFFHOOK_REASON', error.code)];
    const session = openSession(ours, limits, { finalCommands });
    theirs.send(environmentBlock(values));
    expect(await session).toMatchObject({ code: 'AGI_FORGED' });
    await new Promise((resolve) => void setImmediate(resolve));
    expect(sent.join('')).toBe('SET VARIABLE "OFFHOOK_REASON" "AGI_FORGED"\nfailure\n');
  });

  test('is refused, too, when what Asterisk itself wrote comes later', async () => {
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    const block = environmentBlock();
    const rest = block.slice(block.indexOf('agi_callingpres'));
    // Eve wrote the rest of a right block and its end; the rest of the true one is still on its way.
    theirs.send(block);
    theirs.send(rest);
    expect(await session).toMatchObject({ code: 'AGI_FORGED', fields: { received: 'agi_callingpres: 0' } });
  });

  test('is refused for the last argument, where only the data of AGI() shows it', async () => {
    const { ours, theirs } = peer({ appData: 'agi://127.0.0.1/sales,a\nagi_arg_2: forged' });
    const session = openSession(ours, limits);
    theirs.send(environmentBlock({ agi_arg_1: 'a', agi_arg_2: 'forged' }));
    expect(await session).toMatchObject({ code: 'AGI_FORGED' });
  });

  test.each([
    [4_094, 'a call'],
    [4_095, 'AGI_FORGED'],
  ])('may be one whose data is longer than Asterisk shows: with %i bytes it is %s', async (bytes, what) => {
    const data = `agi://127.0.0.1/sales,${'é'.repeat(2_030)}`;
    const { ours, theirs } = peer({ appData: data + 'a'.repeat(bytes - Buffer.byteLength(data)) });
    const session = openSession(ours, limits);
    theirs.send(environmentBlock({ agi_arg_1: 'a' }));
    const result = await session;
    expect(result instanceof CallSession ? 'a call' : (result as ProtocolError).code).toBe(what);
  });

  test.each([
    ['agi://127.0.0.1/sales,pin=4711\nagi_arg_2: forged', 'holds a line feed'],
    [`agi://127.0.0.1/sales,pin=4711${'a'.repeat(5_000)}`, '4095 bytes or more'],
  ])('is refused without a word of the arguments, which may be secret', async (appData, problem) => {
    const { ours, theirs } = peer({ appData });
    const trace: string[] = [];
    const session = openSession(ours, limits, { trace: (_, line) => trace.push(line) });
    theirs.send(environmentBlock({ agi_arg_1: 'a' }));
    const { message, fields } = (await session) as ProtocolError;
    expect(message).toContain(problem);
    expect([message, ...Object.values(fields), ...trace].join('\n')).not.toContain('4711');
  });

  test('is refused with arguments where Asterisk does not say what it was given', async () => {
    const { ours, theirs } = peer({ appData: '' });
    const session = openSession(ours, limits);
    theirs.send(environmentBlock({ agi_arg_1: 'a' }));
    const result = await session;
    expect((result as ProtocolError).message).toContain('func_channel must be loaded');
  });

  test('is not taken for a call because its answer guesses', async () => {
    const [ours, theirs] = linkedPair();
    theirs.open({ received: () => undefined, closed: () => undefined });
    const session = openSession(ours, { timeoutMs: 20, bytes: 65_536 });
    theirs.send(`${environmentBlock()}200 result=1 (00000000-0000-4000-8000-000000000000)\n`);
    const result = await session;
    expect((result as ProtocolError).message).toContain('it did not answer its first command within 20 ms');
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
    // The answer that proves it counts, too.
    const answer = `200 result=1 (${'0'.repeat(36)})\n`;
    const block = environmentBlock();
    const { ours, theirs } = peer();
    const session = openSession(ours, limits);
    theirs.send(
      block.replace('agi_accountcode: ', `agi_accountcode: ${'x'.repeat(bytes - block.length - answer.length)}`),
    );
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

describe('the longest line', () => {
  const line = (bytes: number) => `NOOP ${'x'.repeat(bytes - 'NOOP '.length)}`;

  test.each([
    ['13.38.3', 2_046],
    ['16.28.0~dfsg-0', 2_046],
    ['17.0.0', 8_190],
    ['22.10.1', 8_190],
    ['GIT-master', 8_190],
  ])('that Asterisk %s reads has %i bytes, and no longer one is sent', async (version, bytes) => {
    const { ours, theirs, sent } = peer();
    const opening = openSession(ours, limits);
    theirs.send(environmentBlock({ agi_version: version }));
    const { channel } = (await opening) as CallSession;
    const refused = watch(channel.sendRawCommand(line(bytes + 1)));
    void channel.sendRawCommand(line(bytes)).catch(() => undefined);
    await settle();
    expect(refused.outcome).toMatchObject({
      kind: 'error',
      error: { name: 'ArgumentError', message: expect.stringContaining(String(bytes)) as string },
    });
    expect(sent.join('')).toContain(`${line(bytes)}\n`);
    theirs.destroy();
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
