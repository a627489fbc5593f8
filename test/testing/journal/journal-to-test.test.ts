import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { createAgiApp, type Journal, type JournalEntry, recordCalls } from 'offhook';
import { createTestPhone, journalToTest, replayJournal } from 'offhook/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { FakeCliEnvironment } from '../../cli/support.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { parts } from './support/bank.js';

const run = promisify(execFile);
const root = new URL('../../..', import.meta.url).pathname;
// Inside the project, so that `offhook` is found by its own name.
const folder = `${root}test/generated-tests`;
const PIN = '4711';
const options = { unknownSounds: { durationMs: 2_000 } };

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true }));

/** Calls as a production app records them. */
async function recorded(play: (line: Awaited<ReturnType<typeof createTestPhone>>) => Promise<void>) {
  const journals: Journal[] = [];
  {
    const listeners = [recordCalls((journal) => void journals.push(journal))];
    await using line = await createTestPhone(parts, { ...options, listeners });
    await play(line);
  }
  return journals;
}

const impatient = (journals: Awaited<ReturnType<typeof createTestPhone>>) =>
  journals.dial('/bank?from=web', { callerId: '5550100', callerName: "Ann 'A' O`Neill", args: ['vip'] });

test('calls played in the terminal and calls of an app become tests that are green', { timeout: 120_000 }, async () => {
  const journals: Journal[] = [];
  const listeners = [recordCalls((journal) => void journals.push(journal))];
  const app = await createAgiApp({ ...parts, listeners, logger: new RecordingLogger() }).start();
  onTestFinished(async () => void (await app.close()));
  const { port } = await app.listen({ port: 0 });
  const url = `agi://127.0.0.1:${port}/bank`;
  const file = `${folder}/calls.jsonl`;
  const environment = new FakeCliEnvironment();
  const call = (script: string, ...more: string[]) =>
    environment.run('call', url, '--fast', '--script', script, '--record', file, ...more);
  // A wrong PIN, then the right one typed ahead; a pattern; silence; a link.
  expect(await call(`w 1 w (0000) w (${PIN}) w 277 w s 0 w`, '--caller-id', '5550100', '--arg', 'vip')).toBe(0);
  expect(await call(`1 (${PIN}) w 9 w h`)).toBe(0);
  expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  // The app tells the end of a call when the connection is closed.
  await expect.poll(() => journals.length).toBe(2);

  expect(await environment.run('journal-to-test', file, '--app', '../testing/journal/support/bank.js#parts')).toBe(0);
  const fromTerminal = environment.out.slice(environment.out.indexOf('import {'));
  const fromApp = journalToTest(journals, {
    kind: 'app',
    module: '../testing/journal/support/bank.js',
    name: 'parts',
  });
  for (const text of [await readFile(file, 'utf8'), JSON.stringify(journals), fromTerminal, fromApp]) {
    expect(text).not.toContain(PIN);
    expect(text).not.toContain('result=52');
  }
  expect(fromTerminal).toContain("/** 4 keys that the journal does not show: fill them in. */\nconst SECRET_1 = '';");
  await writeFile(`${folder}/terminal.test.ts`, filledIn(fromTerminal));
  await writeFile(`${folder}/app.test.ts`, filledIn(fromApp));
  await writeFile(
    `${folder}/generated.json`,
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }),
  );
  const tools = `${root}node_modules/.bin`;
  const [compiled, tested] = await Promise.all([
    run(`${tools}/tsc`, ['-p', `${folder}/generated.json`], { cwd: root }).catch((error: unknown) => error),
    run(`${tools}/vitest`, ['run', '--project', 'offhook', '--typecheck.enabled=false', 'test/generated-tests'], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
    }).catch((error: unknown) => error),
  ]);
  expect(compiled).toMatchObject({ stdout: '' });
  expect(tested).toMatchObject({ stdout: expect.stringContaining('4 passed') as string });
});

/** As the person does who knows the PINs: the first one was wrong. */
function filledIn(text: string): string {
  return text.replaceAll(/const (SECRET_\d) = '';/g, (_, name: string) =>
    name === 'SECRET_1' ? `const ${name} = '0000';` : `const ${name} = '${PIN}';`,
  );
}

describe('a test that was made of a journal', () => {
  test('reads like the conversation', async () => {
    const [journal] = await recorded(async (line) => {
      await impatient(line)
        .hears('hello')
        .presses('1')
        .skips({ until: 'vm-password' })
        .presses(PIN, { masked: true })
        .hears('vm-password', 'vm-youhave')
        .hangsUp()
        .ends({ by: 'caller' });
    });
    const target = { kind: 'phone', module: './line.js', name: 'openLine' } as const;
    expect(journalToTest([journal as Journal], target)).toMatchInlineSnapshot(`
      "import { test } from 'vitest';
      import { openLine } from './line.js';

      /** 4 keys that the journal does not show: fill them in. */
      const SECRET_1 = '';

      test('a call to /bank?from=web from 5550100', async () => {
        await using line = await openLine();
        await line
          .dial('/bank?from=web', { callerId: '5550100', callerName: 'Ann \\'A\\' O\`Neill', args: ['vip'] })
          .hears('hello')
          .presses('1')
          .hears('one-moment-please', 'vm-password')
          .presses(SECRET_1, { masked: true })
          .hears('vm-youhave')
          .hangsUp()
          .ends({ by: 'caller' });
      });
      "
    `);
  });

  test('calls a server that is not ours by its address', async () => {
    const [journal] = await recorded(async (line) => {
      await line.dial('/bank').hears('hello').hangsUp().ends({ by: 'caller' });
    });
    const text = journalToTest([journal as Journal], { kind: 'server', url: 'agi://127.0.0.1:4573' });
    expect(text).toContain("import { connectTcp, openTestPhone } from 'offhook/testing';");
    expect(text).toContain("openTestPhone({ connect: () => connectTcp('agi://127.0.0.1:4573'), now: ");
  });

  test('holds nothing that text from outside could have put there', async () => {
    const evil = "'); process.exit(1); ('\\";
    const entries: readonly JournalEntry[] = [
      {
        kind: 'called',
        id: '1',
        startedAt: '2026-01-05T09:00:00.000Z',
        script: evil,
        callerId: evil,
        callerName: `${evil}\u2028`,
        dnid: undefined,
        language: evil,
        args: [evil],
        variables: { [evil]: evil },
        atMs: 0,
      },
      { kind: 'command', line: `EXEC "Dial" "${evil}\n"`, reply: undefined, durationMs: 0, atMs: 0 },
      {
        kind: 'heard',
        item: { kind: 'number', text: evil },
        durationMs: 0,
        ended: 'finished',
        continues: false,
        isFiller: false,
        atMs: 0,
      },
      { kind: 'key', key: evil, atMs: 1 },
      { kind: 'ended', end: 'dialplan', reason: '', atMs: 1 },
    ];
    const text = journalToTest([{ version: 1, entries, dropped: 0 }], { kind: 'phone', module: './x.js', name: 'x' });
    // Without its strings and comments there is no call of `process` left.
    const code = text.replace(/'(?:\\.|[^'\\])*'/g, "''").replace(/\/\/.*/g, '');
    expect(code).not.toMatch(/process|exit/);
    expect(text).not.toContain('\u2028');
  });
});

describe('a journal from a file', () => {
  const CALLED = {
    atMs: 0,
    kind: 'called',
    id: '1',
    startedAt: '2026-01-05T09:00:00.000Z',
    script: 'x',
    language: 'en',
    args: [],
  };
  const HEARD = {
    atMs: 1,
    kind: 'heard',
    item: { kind: 'file', text: 'a' },
    durationMs: 1,
    ended: 'finished',
    continues: false,
    isFiller: false,
  };
  const journal = (...entries: readonly unknown[]) => ({ version: 1, entries, dropped: 0 }) as unknown as Journal;
  const target = { kind: 'app', module: './app.js', name: 'app' } as const;

  test.each([
    [
      'a kind of sound that is code',
      { ...HEARD, item: { kind: 'file(process.exit(9)),x', text: 'a' } },
      'Entry 2 of this journal (heard) has the item {"kind":"file(process.exit(9)),x","text":"a"}',
    ],
    [
      'the same where the text is masked',
      { ...HEARD, item: { kind: "x' + process.exit(9) + '", text: '[masked]' } },
      'Entry 2 of this journal (heard) has the item',
    ],
    [
      'a sound without an item',
      { ...HEARD, item: undefined },
      'Entry 2 of this journal (heard) has the item undefined',
    ],
    ['an entry that is nothing', null, 'Entry 2 of this journal is no object with a kind'],
    ['a key that is none', { atMs: 2, kind: 'key', key: 12 }, 'Entry 2 of this journal (key) has the key 12'],
    ['a time that is none', { ...HEARD, atMs: '1' }, 'Entry 2 of this journal (heard) has no atMs'],
    ['arguments that are no list', { ...CALLED, args: 5 }, 'Entry 2 of this journal (called) has the args 5'],
    [
      'a variable without text',
      { ...CALLED, variables: { A: null } },
      'Entry 2 of this journal (called) has the variables {"A":null}',
    ],
  ])('is refused for %s, by both who read it', async (_what, entry, sentence) => {
    expect(() => journalToTest([journal(CALLED, entry)], target)).toThrow(sentence);
    await using line = await createTestPhone(parts, options);
    expect(() => replayJournal(line, journal(CALLED, entry))).toThrow(sentence);
  });

  test('keeps a variable whatever its name', () => {
    const variables = JSON.parse('{ "__proto__": "a", "two words": "b" }') as Record<string, string>;
    expect(journalToTest([journal({ ...CALLED, variables })], target)).toContain(
      "{ ['__proto__']: 'a', 'two words': 'b' }",
    );
  });
});

describe('a journal', () => {
  test('is replayed: the same keys, the same sounds', async () => {
    const [journal] = await recorded(async (line) => {
      await line
        .dial('/bank')
        .skips({ until: 'vm-enter-num-to-call' })
        .presses('1')
        .skips({ until: 'vm-password' })
        .presses(PIN, { masked: true })
        .skips({ until: 'vm-youhave' })
        .hangsUp()
        .staysOn();
    });
    await using line = await createTestPhone(parts, options);
    await replayJournal(line, journal as Journal, { secrets: [PIN] });
    expect(() => replayJournal(line, journal as Journal)).toThrow(
      'the keys that the journal does not show (4 of them)',
    );
    await expect(replayJournal(line, journal as Journal, { secrets: ['0000'] })).rejects.toThrow(
      'expected vm-youhave, but vm-incorrect was heard',
    );
  });

  test('is bounded, and keeps the end', async () => {
    const journals: Journal[] = [];
    {
      const listeners = [recordCalls((journal) => void journals.push(journal), { mostEntries: 5 })];
      await using line = await createTestPhone(parts, { ...options, listeners });
      await line.dial('/bank').hears('hello').hangsUp().ends({ by: 'caller' });
    }
    expect(journals).toEqual([
      {
        version: 1,
        entries: expect.arrayContaining([expect.objectContaining({ kind: 'ended' })]) as unknown,
        dropped: expect.any(Number) as number,
      },
    ]);
    expect(journals[0]?.entries).toHaveLength(5);
    expect(journals[0]?.dropped).toBeGreaterThan(3);
  });
});

test('a caller who withholds the number withholds it in the test, too, which does not say it', async () => {
  const [journal] = await recorded(async (line) => {
    await line
      .dial('/bank', { callerId: '5550100', callerName: 'Ann', withheld: true })
      .hears('hello')
      .hangsUp()
      .ends({ by: 'caller' });
  });
  const text = journalToTest([journal as Journal], { kind: 'app', module: './bank.js', name: 'parts' });
  expect(text).toContain(".dial('/bank', { withheld: true })");
  expect(text).not.toMatch(/5550100|Ann/);
});
