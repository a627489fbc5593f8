/* What the person at a terminal sees of an app that fails. */
import { describe, expect, it, vi } from 'vitest';

import { appLogLines } from '../../src/cli/app-log.js';
import { lineColourFor } from '../../src/cli/colour.js';
import { dropKeysDuring } from '../../src/cli/drop-keys.js';
import { FakeCliEnvironment, FakeKeyboard, fixture } from './support.js';

async function call(dies: string, script: string, ...more: string[]) {
  const environment = new FakeCliEnvironment();
  environment.env = { ...process.env, DIES: dies };
  const server = ['--server', fixture('dying-server.js'), 'agi://127.0.0.1:0/x'];
  // The time of a server that is killed is real.
  const pace = dies === 'within' ? [] : ['--fast'];
  const exitCode = await environment.run('call', ...server, ...pace, '--script', script, ...more);
  return { exitCode, out: environment.out, err: environment.err };
}

describe('offhook call --server', () => {
  it('shows warnings and errors of the app, the frames of its own, and standard error, safe to print', async () => {
    const { out } = await call('fails', '[demo-congrats ends:error]');
    expect(out).toContain('          ! warning  the menu main has no otherwise\n');
    expect(out).toContain('          ! error    the call failed: TypeError: orders is not\\x1b[2J iterable\n');
    expect(out).toContain('                     at Sales.begin (app/sales.controller.ts:17:28)\n');
    expect(out).not.toMatch(/the app listens|node:internal/);
    expect(out).toContain('          | app      a word on standard error\n');
  });

  it.each(['within', 'between'])('ends with 1 when the server is killed %s a command', async (dies) => {
    const { exitCode, err } = await call(dies, 's w1 h');
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^offhook: The server .*dying-server\.js ended during the call \(SIGKILL\)\.\n$/);
  });

  it('ends with 0 when the server of another kind is done after the call, and with 1 when it failed', async () => {
    vi.stubEnv('CODE', '0');
    expect(await call('afterwards', '[demo-congrats ends:dialplan]')).toMatchObject({ exitCode: 0, err: '' });
    vi.stubEnv('CODE', '7');
    const { exitCode, err } = await call('afterwards', '[demo-congrats ends:dialplan]');
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^offhook: The server .*dying-server\.js ended during the call \(exit code 7\)\.\n$/);
    vi.unstubAllEnvs();
  });

  it('says in the transcript that the connection broke off', async () => {
    const { out } = await call('within', 'w');
    expect(out).toContain('! lost     the connection to the app broke off');
    expect(out).toContain('cut by the end of the connection');
  });

  it('says that the app failed, and nothing of missing sounds', async () => {
    const { exitCode, err } = await call('fails', '');
    expect(exitCode).toBe(1);
    expect(err).toBe('offhook: The app failed: TypeError. Its log says more.\n');
  });

  it('accepts no error where a script expects another end', async () => {
    const { exitCode, err } = await call('fails', '[demo-congrats ends:dialplan]');
    expect(exitCode).toBe(4);
    expect(err).toContain('the app failed (OFFHOOK_REASON is TypeError)');
    expect((await call('fails', '[demo-congrats ends:error]')).exitCode).toBe(0);
  });

  it('names the sound that is missing, when one is', async () => {
    const { exitCode, err } = await call('missing', '', '--sounds', fixture('.'));
    expect(exitCode).toBe(1);
    expect(err).toBe('offhook: AGISTATUS is FAILURE: Asterisk has no sound nowhere. --wire shows every line.\n');
  });
});

describe('a line of the log of an app', () => {
  it.each([
    ['{"level":30,"msg":"x"}', false, []],
    ['{"level":"warn","msg":"x","tries":3}', false, ['          ! warning  x  tries=3']],
    ['{"level":60,"msg":"x","err":"text"}', false, ['          ! error    x: text']],
    ['{"no":"level"}', false, []],
    ['{broken', true, ['          | app      {broken']],
    ['listens on 4573', false, []],
    ['', true, []],
  ])('%s', (line, isError, shown) => {
    expect(appLogLines(line, isError)).toEqual(shown);
  });
});

describe('colours', () => {
  const error = '0:00.100  ! error    x';
  it.each([
    ['a terminal', true, {}, '\u001b[31m0:00.100  ! error    x\u001b[0m'],
    ['a pipe', false, {}, error],
    ['NO_COLOR', true, { NO_COLOR: '1' }, error],
    ['a terminal that is dumb', true, { TERM: 'dumb' }, error],
  ])('on %s', (_, isTTY, env, shown) => {
    const colourLine = lineColourFor({ stdout: { isTTY, write: () => undefined }, env });
    expect(colourLine(error)).toBe(shown);
    expect(colourLine('0:00.100  hears      x')).toBe('0:00.100  hears      x');
  });
});

describe('keys that are typed before the server is up', () => {
  it('are dropped, and shown nowhere', async () => {
    const keyboard = new FakeKeyboard();
    let connect: (to: string) => void = () => undefined;
    const work = new Promise<string>((resolve) => (connect = resolve));
    const dropped = dropKeysDuring(keyboard, new AbortController(), work);
    expect(keyboard.isRaw).toBe(true);
    keyboard.type('123');
    connect('connected');
    expect(await dropped).toBe('connected');
    expect([keyboard.isRaw, keyboard.isPaused]).toEqual([false, true]);
  });

  it('leave it with Ctrl-C', async () => {
    const keyboard = new FakeKeyboard();
    const abort = new AbortController();
    const dropped = dropKeysDuring(keyboard, abort, new Promise(() => undefined));
    keyboard.type('1\u0003');
    await expect(dropped).rejects.toThrow('aborted');
    expect(abort.signal.aborted).toBe(true);
  });
});
