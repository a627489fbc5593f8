import { createServer } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { freePort } from '../../src/cli/server-process.js';
import { FakeCliEnvironment, fixture } from './support.js';

const SERVER = ['--server', fixture('server.js'), 'agi://127.0.0.1:0/shop'];

describe('offhook call', () => {
  it('plays a script to a server that it starts and stops, and prints the transcript', async () => {
    const environment = new FakeCliEnvironment();
    expect(
      await environment.run(
        'call',
        ...SERVER,
        '--fast',
        '--script',
        '1 w 12',
        '--caller-id',
        '5551234',
        '--arg',
        'a',
        '--arg',
        'b',
      ),
    ).toBe(0);
    expect(environment.err).toBe('');
    expect(environment.out.replace(/:\d+\/shop/, ':PORT/shop')).toBe(
      [
        '0:00.000  calls      agi://127.0.0.1:PORT/shop from 5551234 with a, b',
        '0:00.000  answered',
        '0:00.020  hears      demo-congrats (30.3 s, cut by a key after 0.1 s)',
        '0:00.020  presses    1',
        '0:00.120  hears      shop/which-number (2.0 s)',
        '0:02.120  presses    12',
        '0:02.470  sets       TYPED=12',
        '0:02.470  hears      vm-goodbye (0.9 s)',
        '0:03.350  hung up    by the app',
        '0:03.350  ends       by the app, AGISTATUS HANGUP',
        '',
      ].join('\n'),
    );
  });

  it('without a terminal and a script plays a script of its own', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', ...SERVER)).toBe(0);
    expect(environment.out).toContain('hangs up');
    expect(environment.out).toContain('ends       by the caller, AGISTATUS HANGUP');
  });

  it('shows every line with --wire', async () => {
    const environment = new FakeCliEnvironment();
    await environment.run('call', ...SERVER, '--wire');
    expect(environment.out).toContain('>        ANSWER');
    expect(environment.out).toContain('<        200 result=0');
  });

  it('hangs up after the limit', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', ...SERVER, '--fast', '--script', 'w', '--limit', '5')).toBe(0);
    expect(environment.out).toContain('0:05.000  hangs up');
  });

  it('lets no time pass to the limit while the server thinks behind a held line', async () => {
    const environment = new FakeCliEnvironment();
    const server = ['agi://127.0.0.1:0/x', '--server', fixture('thinking-server.js')];
    expect(await environment.run('call', ...server, '--fast', '--script', 's')).toBe(0);
    expect(environment.out).toContain('hears      vm-goodbye');
    expect(environment.out).not.toContain('10:00');
  });

  it('says when the call is over before the script', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', ...SERVER, '--fast', '--script', 'h 1')).toBe(3);
    expect(environment.err).toMatch(/^offhook: The call ended before the script did: presses\(1\): .*\n$/);
  });

  it.each([
    [
      'a port where nobody listens',
      async () => [`agi://127.0.0.1:${await freePort()}/x`],
      1,
      /^offhook: Nothing listens on 127\.0\.0\.1:\d+\. Start your app, or give its file with --server\./,
    ],
    [
      'an address that is none',
      () => ['http://localhost/'],
      2,
      '"http://localhost/" is no FastAGI address. Write agi://host:port/path.',
    ],
    [
      'port 0 without a server',
      () => ['agi://localhost:0/x'],
      2,
      'Port 0 means a free port for the program given with --server',
    ],
    ['a script that cannot be read', () => ['agi://localhost/x', '--script', '1 x'], 2, '--script: "x" is no step.'],
    [
      'a server file that is not there',
      () => ['agi://localhost:0/', '--server', 'nope.js'],
      2,
      '--server: there is no file "nope.js".',
    ],
    [
      'a sound folder that is not there',
      () => ['agi://localhost/', '--sounds', '/nope'],
      2,
      '--sounds: the folder "/nope" cannot be read',
    ],
    [
      'an option that does not exist',
      () => ['agi://localhost/', '--caler-id', '1'],
      2,
      "offhook: unknown option '--caler-id'\n(Did you mean --caller-id?)",
    ],
    ['a variable without a name', () => ['agi://localhost/', '--variable', '=1'], 2, 'Write name=value.'],
    ['no address', () => [], 2, "offhook: missing required argument 'agi-url'"],
  ])('answers %s with a sentence', async (_, args, exitCode, message) => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', ...(await args()))).toBe(exitCode);
    expect(environment.err).toMatch(
      typeof message === 'string' ? new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : message,
    );
    expect(environment.err).not.toMatch(/\n\s+at /);
    expect(environment.out).toBe('');
  });

  it('gives the last words of a server that ends, safe to print', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', 'agi://127.0.0.1:0/', '--server', fixture('broken-server.js'))).toBe(1);
    expect(environment.err).toContain('ended before it took the call. It said:\n  Error: no database\\x1b[31m');
  });

  it('stops the server on Ctrl-C', async () => {
    const environment = new FakeCliEnvironment();
    const ended = environment.run('call', ...SERVER, '--script', 'w');
    while (!environment.out.includes('answered')) await new Promise((resolve) => setImmediate(resolve));
    environment.interrupt();
    expect(await ended).toBe(130);
  });

  it('connects as soon as the port is open', async () => {
    const taken = createServer((socket) => void socket.resume().end());
    onTestFinished(() => void taken.close());
    const port = await freePort();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', `agi://127.0.0.1:${port}/`, '--script', 'w', '--fast')).toBe(0);
    expect(environment.out).toContain('AGISTATUS SUCCESS');
  });
});

// The server is a few lines of Node without offhook: any FastAGI server in any language will do.
describe('a script that says what must be heard', () => {
  const heardBy = async (script: string) => {
    const environment = new FakeCliEnvironment();
    return { exitCode: await environment.run('call', ...SERVER, '--fast', '--script', script), environment };
  };

  it.each([
    '[demo-congrats] 1 [shop/which-number] 12 [vm-goodbye ends:app]',
    '[demo-*] 1 [... vm-goodbye] [ends:app]',
    '[... shop/which-number] (12) [vm-goodbye ends:app]',
    '[demo-congrats] h [ends:caller]',
  ])('ends with 0 when it was heard: %s', async (script) => {
    const { exitCode, environment } = await heardBy(script);
    expect(environment.err).toBe('');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['[vm-goodbye]', 'hears(vm-goodbye): expected vm-goodbye, but demo-congrats was heard.'],
    ['[demo-congrats] 1 [digits:12]', 'hears(digits 12): expected digits 12, but shop/which-number was heard.'],
    ['1 w 12 [... no-such]', 'skips(until no-such): expected no-such, but the call was over.'],
    ['[demo-congrats] h [ends:app]', 'ends(by the app): the call was to end by the app, but the caller hung up.'],
    ['[demo-congrats ends:app]', 'ends(by the app): shop/which-number was heard, which was not expected.'],
  ])('ends with 4 when it was not: %s', async (script, sentence) => {
    const { exitCode, environment } = await heardBy(script);
    expect(environment.err).toBe(`offhook: ${sentence}\n`);
    expect(exitCode).toBe(4);
  });

  it('keeps keys in parentheses out of the transcript', async () => {
    const { environment } = await heardBy('1 (47) w');
    expect(environment.out).toContain('presses    [masked]');
    expect(environment.out).not.toMatch(/presses +47/);
  });

  it.each([
    ['[]', '--script: "[]" is nothing that can be heard: it must name what is heard.'],
    ['[welcome ...]', '"[welcome ...]" is nothing that can be heard: it must name what is heard.'],
    ['[number:x]', '"number:x" is nothing that can be heard: a whole number is needed.'],
    ['[date:x]', '"date:x" is nothing that can be heard: write date:2026-11-24T10:00Z.'],
    ['[noise:x]', '"noise:x" is nothing that can be heard: there are digits:, number:, spelled:, phonetic: and date:.'],
    ['[ends:me]', '"ends:me" is nothing that can be heard: a call ends by caller, app, dialplan, or with an error.'],
    ['[welcome', '--script: "[welcome" is no step.'],
  ])('is refused when it cannot be read: %s', async (script, sentence) => {
    const { exitCode, environment } = await heardBy(script);
    expect(exitCode).toBe(2);
    expect(environment.err).toContain(sentence);
  });
});

describe('offhook journal-to-test', () => {
  it.each([
    ['no target', ['calls.jsonl'], 'Give one of --app, --phone and --server: what the test is to call.'],
    ['a target that is none', ['x', '--app', './app.js'], '--app: write the module and what it exports, ./app.js#app.'],
    ['a file that is not there', ['nope.jsonl', '--app', './app.js#app'], '"nope.jsonl": ENOENT'],
    ['a file that holds none', [fixture('server.js'), '--app', './app.js#app'], 'server.js": '],
  ])('answers %s with a sentence', async (_, args, sentence) => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('journal-to-test', ...args)).toBeGreaterThan(0);
    expect(environment.err).toContain(sentence);
    expect(environment.out).toBe('');
  });

  it('is told before the call that its record cannot be written', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', ...SERVER, '--record', '/nope/calls.jsonl')).toBe(2);
    expect(environment.err).toContain('--record: "/nope/calls.jsonl" cannot be written (ENOENT');
  });
});

describe('offhook', () => {
  it('helps', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('call', '--help')).toBe(0);
    expect(environment.out).toContain('Exit code:');
    expect(environment.out).toContain('h        hang up');
  });

  it('tells its version', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('--version')).toBe(0);
    expect(environment.out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('suggests a command', async () => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run('cal')).toBe(2);
    expect(environment.err).toContain('Did you mean call?');
  });
});
