import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';

import { answerCalls, FastAgiTransport } from 'offhook/core';
import { CONFORMANCE_CASES } from '../../../src/cli/conformance/cases/all-cases.js';
import { freePort } from '../../../src/cli/server-process.js';
import { onCall } from '../../conformance/offhook-app.js';
import { FakeCliEnvironment } from '../support.js';

/** The conformance app of offhook, on a port. */
async function startApp(): Promise<string> {
  const transport = new FastAgiTransport({ port: 0 });
  const { port } = await answerCalls(transport, { onCall, onError: () => {} });
  onTestFinished(() => transport.close());
  return `agi://127.0.0.1:${port}/conformance`;
}

/** A server of which only the connections are seen to. */
async function startServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `agi://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('offhook conformance', () => {
  it('says a line for each case, then how many, and ends with 0 when none failed', async () => {
    const environment = new FakeCliEnvironment();
    const cases = ['block/split', 'answers/split', 'hangup', 'connection/reset', 'connection/half-a-block'];
    const args = cases.flatMap((name) => ['--case', name]);
    expect(await environment.run('conformance', await startApp(), ...args)).toBe(0);
    expect(environment.err).toBe('');
    expect(environment.out.trimEnd().split('\n')).toEqual([
      'pass  block/split',
      'pass  answers/split',
      'pass  hangup/in-a-command',
      'pass  hangup/alone',
      'pass  hangup/with-the-next-answer',
      'pass  hangup/split',
      'pass  hangup/dead-channel',
      'pass  hangup/without-a-line',
      'pass  hangup/variables',
      'pass  hangup/asterisk-closes',
      'pass  connection/reset',
      'pass  connection/half-a-block',
      '12 passed, 0 failed, 0 not supported',
    ]);
  });

  it('writes the same as JSON, with the rules', async () => {
    const environment = new FakeCliEnvironment();
    const address = await startApp();
    expect(await environment.run('conformance', address, '--json', '--case', 'block/colon')).toBe(0);
    expect(JSON.parse(environment.out)).toEqual({
      address,
      passed: 1,
      failed: 0,
      notSupported: 0,
      notJudged: 0,
      cases: [
        {
          name: 'block/colon',
          rule: 'A value begins after the first colon and one space. It may contain colons.',
          verdict: 'pass',
        },
      ],
    });
  });

  it('judges nothing else, and ends with 1, where no app does the steps', async () => {
    const environment = new FakeCliEnvironment();
    const address = await startServer((socket) =>
      socket.on('data', () => socket.end('SET VARIABLE CONFORMANCE_RESULT ok|\u001b[2J\n')),
    );
    expect(await environment.run('conformance', address)).toBe(1);
    expect(environment.out).toBe(
      'FAIL  app                         expected the next command to get its own answer, ok "in-step"; ' +
        'came no report: the app closed the connection\n' +
        `0 passed, 1 failed, 0 not supported, ${CONFORMANCE_CASES.length - 1} not judged\n`,
    );
    expect(environment.err).toBe(
      'offhook: There is no conformance app there, so nothing else was judged: docs/guides/conformance.md says what it does.\n',
    );
  });

  it('says which case a server did not outlive', async () => {
    const environment = new FakeCliEnvironment();
    let connections = 0;
    const address = await startServer((socket) => socket.on('data', () => connections++ === 0 && socket.end('NOOP\n')));
    expect(
      await environment.run('conformance', address, '--limit', '2', '--case', 'block/colon', '--case', 'block/empty'),
    ).toBe(1);
    expect(environment.out).toContain('0 passed, 1 failed, 0 not supported, 1 not judged');
    expect(environment.err).toBe(
      'offhook: The server no longer answers since block/colon. Start it again, and judge the other cases with --case.\n',
    );
  });

  it('shows what a server says without its control characters', async () => {
    const environment = new FakeCliEnvironment();
    const address = await startServer((socket) =>
      socket.once('data', () => socket.write('SET VARIABLE CONFORMANCE_RESULT ok|%1B%5B2J\n')),
    );
    expect(await environment.run('conformance', address, '--limit', '2', '--case', 'block/colon')).toBe(1);
    expect(environment.out).toContain('expected ok "at 12:30: call"; came ok "\\x1b[2J"');
  });

  it('lists the cases with their rules', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('conformance', '--list')).toBe(0);
    expect(environment.out.split('\n').filter((line) => line !== '' && !line.startsWith(' '))).toEqual(
      CONFORMANCE_CASES.map(({ name }) => name),
    );
    for (const { rule } of CONFORMANCE_CASES) expect(environment.out).toContain(`\n    ${rule}\n`);
  });

  it.each([
    [[], 'Give the address of the server, agi://host:port/path.'],
    [['http://127.0.0.1'], '"http://127.0.0.1" is no FastAGI address. Write agi://host:port/path.'],
    [['agi://127.0.0.1', '--case', 'answer'], 'There is no case "answer": --list has them all.'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('conformance', ...args)).toBe(2);
    expect(environment.err).toBe(`offhook: ${sentence}\n`);
  });

  it('says that nothing listens, which is no verdict', async () => {
    const environment = new FakeCliEnvironment();
    const port = await freePort();
    expect(await environment.run('conformance', `agi://127.0.0.1:${port}`)).toBe(1);
    expect(environment.out).toBe('');
    expect(environment.err).toBe(
      `offhook: Nothing listens on 127.0.0.1:${port}. Start the conformance app: docs/guides/conformance.md.\n`,
    );
  });

  it('stops at Ctrl-C behind the case that runs', async () => {
    const environment = new FakeCliEnvironment();
    const running = environment.run('conformance', await startApp(), '--case', 'block');
    await vi.waitFor(() => expect(environment.out).toContain('pass'), { timeout: 10_000 });
    environment.interrupt();
    expect(await running).toBe(130);
    expect(environment.out).toMatch(/not judged\n$/);
  });
});

test('each case has a name of its own, and a rule that is a sentence', () => {
  const names = CONFORMANCE_CASES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(CONFORMANCE_CASES.filter(({ rule }) => !/^[A-Z].*\."?$/.test(rule))).toEqual([]);
});
