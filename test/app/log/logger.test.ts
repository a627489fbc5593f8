import { describe, expect, test } from 'vitest';
import { createLogger, type Logger } from 'offhook';
import type { LogOptions } from 'offhook/types';
import { callerInLog } from '../../../src/app/log/caller-in-log.js';
import { SecretLog, Secrets } from '../../../src/app/log/secret-log.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const FORGED = 'Bob\n[12:00] INFO forged\u001b[2J\u009b2J\u202e';

function logged(options: LogOptions, log: (logger: Logger) => void): string {
  let text = '';
  log(createLogger({ level: 'trace', to: { write: (line) => (text += line) }, ...options }));
  return text;
}

/** What a terminal obeys: anything but line feeds at the end of our own lines. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

describe.each([{ pretty: false }, { pretty: true }])('a log with %o', (options) => {
  test('has no control character of a caller, in a field, a sentence, an error or its cause', () => {
    const text = logged(options, (log) => {
      log.info({ caller: FORGED, [FORGED]: { deep: [FORGED] } }, FORGED);
      log.error({ err: new Error(FORGED, { cause: new TypeError(FORGED) }) }, 'failed');
      log.child({ caller: FORGED }).warn(FORGED);
    });
    expect(text).not.toMatch(CONTROLS);
    expect(text.split('\n').filter((line) => line.startsWith('['))).toEqual([]);
    expect(text).toContain('forged');
  });

  test('masks what is secret by its name, and what the app names', () => {
    const text = logged({ ...options, redact: ['customer.email'] }, (log) => {
      log.info({ pin: '4711', caller: { pin: '4711' }, customer: { email: 'a@b.example' } }, 'x');
    });
    // The time and the process may hold any digits.
    expect(text.replaceAll(/"(?:time|pid)":\d+/g, '')).not.toMatch(/4711|a@b/);
    expect(text).toContain('[masked]');
  });

  test('leaves out what is below its level', () => {
    expect(logged({ ...options, level: 'warn' }, (log) => log.info('x'))).toBe('');
    expect(logged({ ...options, level: 'info' }, (log) => log.info('x'))).not.toBe('');
  });
});

test('lines for people begin with time and level, and a stack stands below, indented', () => {
  const text = logged({ pretty: true }, (log) => {
    log.warn({ route: '/sales', visited: ['A.main'], said: 'two words' }, 'sentence');
    log.error({ err: new Error('broken') }, 'failed');
  });
  const [first, second, ...stack] = text.trimEnd().split('\n');
  expect(first).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} WARN {2}sentence route=\/sales visited=\["A\.main"\] said="two words"$/,
  );
  expect(second).toMatch(/ ERROR failed$/);
  expect(stack[0]).toBe('    Error: broken');
  expect(stack.every((line) => line.startsWith('    '))).toBe(true);
});

test('lines for people show what was thrown, whatever it is', () => {
  const thrown = (err: unknown) => logged({ pretty: true }, (log) => log.error({ err }, 'failed')).split('\n');
  expect(thrown('no customer')[1]).toBe('    no customer');
  expect(thrown({ status: 503 })[1]).toBe('    {"status":503}');
  // As Node says that a database answers at none of its addresses.
  const refused = thrown(new AggregateError([new Error('refused at ::1'), new Error('refused at 127.0.0.1')]));
  expect(refused).toContain('      Error: refused at ::1');
  expect(refused).toContain('      Error: refused at 127.0.0.1');
});

describe('the secrets of a call', () => {
  test('are masked in everything its log is given, however deep, and nothing else is touched', () => {
    const secrets = new Secrets();
    const recorded = new RecordingLogger();
    const log = new SecretLog(() => recorded, secrets);
    log.info({ order: '4711' }, 'before it is known');
    secrets.add('4711');
    const error = new RangeError('4711 is wrong', { cause: new Error('row 4711') });
    log
      .child({ account: 'a4711b' })
      .error({ err: error, rows: [{ pin: '4711' }], count: 4711, waitMs: 4711 }, 'PIN 4711');
    expect(recorded.lines[0]?.fields).toEqual({ order: '4711' });
    const { message = '', fields = {} } = { ...recorded.lines[1] };
    expect(message).toBe('PIN [masked]');
    expect(fields).toMatchObject({
      account: 'a[masked]b',
      rows: [{ pin: '[masked]' }],
      count: '[masked]',
      waitMs: 4711,
    });
    const masked = fields['err'] as RangeError;
    expect(masked).toBeInstanceOf(RangeError);
    expect(masked.stack).toMatch(/^RangeError: \[masked\] is wrong\n/);
    expect((masked.cause as Error).message).toBe('row [masked]');
    // The error itself goes on to whoever catches it.
    expect(error.message).toBe('4711 is wrong');
  });

  test('leave dates, lists and what refers to itself as they are, and break nothing that cannot be read', () => {
    const secrets = new Secrets();
    secrets.add('0815');
    const row: Record<string, unknown> = { due: new Date(0), list: [1, '0815'], '0815': true, count: 815 };
    row['self'] = row;
    const masked = secrets.masked(row);
    expect(masked).toMatchObject({
      due: '1970-01-01T00:00:00.000Z',
      list: [1, '[masked]'],
      '[masked]': true,
      count: '[masked]',
    });
    expect(masked['self']).toBe(masked);
    const unreadable = {
      get typed() {
        throw new Error('0815');
      },
    };
    expect(secrets.masked({ unreadable })).toEqual({ unreadable: '[masked]' });
    const [part] = secrets.masked(new AggregateError([new Error('0815')])).errors as Error[];
    expect(part?.message).toBe('[masked]');
  });

  test('are found where they are written another way, and one within another shows no rest', () => {
    const secrets = new Secrets();
    secrets.add('471');
    secrets.add('4711');
    const others = { list: ['4', '7', '1', '1'], digits: [4, 7, 1, 1], bytes: Buffer.from('PIN 4711') };
    const masked = secrets.masked({
      below: -4711,
      price: 47.11,
      moment: new Date(4711),
      text: 'PIN 4711',
      large: 4711n,
      ...others,
    });
    expect(Object.values(masked)).toEqual([
      '[masked]',
      '[masked]',
      '[masked]',
      'PIN [masked]',
      ...Array.from({ length: 4 }, () => '[masked]'),
    ]);
    expect(secrets.masked({ rows: [1, 2, 3], bytes: Buffer.from('47') }).rows).toEqual([1, 2, 3]);
  });

  test.each<[string, object]>([
    ['groups of keys', ['47', '11']],
    ['numbers', [47, 11]],
    ['large numbers', [4n, 711n]],
    ['keys with something that is none behind them', ['4', '7', '1', '1', 'end']],
    ['keys with nothing between them', ['4', '7', undefined, '1', null, '', '1']],
    [
      'lists',
      [
        [4, 7],
        ['1', '1'],
      ],
    ],
    ['what shows a key', ['4', '7', '1', '1'].map((key) => ({ toJSON: () => key }))],
    ['bytes', [...Buffer.from('PIN 4711')]],
    ['a typed array of keys', Uint8Array.of(4, 7, 1, 1)],
    ['a typed array of codes', Uint16Array.from(Buffer.from('4711'))],
    ['the characters of a text', { 0: '4', 1: '7', 2: '1', 3: '1' }],
    ['a String', Object('4711') as object],
  ])('are found in a list that tells them piece by piece: %s', (_, list) => {
    const secrets = new Secrets();
    secrets.add('4711');
    expect(secrets.masked({ list, again: list })).toEqual({ list: '[masked]', again: '[masked]' });
  });

  test.each<[string, readonly unknown[]]>([
    ['other numbers', [47, 12, 1, 1]],
    ['the digits with something between them', [47, 'and', 11]],
    ['rows without a prototype', [Object.assign(Object.create(null), { id: 7 })]],
    ['true and false', [true, false]],
  ])('do not hide a list of others: %s', (_, list) => {
    const secrets = new Secrets();
    secrets.add('4711');
    expect(secrets.masked({ list })).toEqual({ list });
  });

  test('are looked for once in what several share', () => {
    const secrets = new Secrets();
    secrets.add('4711');
    let asked = 0;
    let shared: object = { pin: '4711' };
    for (let level = 0; level < 5; level++) {
      const parts = Array.from({ length: 10 }, () => shared);
      shared = { toJSON: () => (asked++, parts) };
    }
    expect(JSON.stringify(secrets.masked(shared))).not.toContain('4711');
    expect(asked).toBe(5);
  });

  test('of one or two digits are not looked for: they are part of everything', () => {
    const secrets = new Secrets();
    secrets.add('12');
    expect(secrets.masked('12:00')).toBe('12:00');
  });

  test('of three digits are, as the check code of a card', () => {
    const secrets = new Secrets();
    secrets.add('123');
    expect(secrets.masked({ said: 'code 123', code: 123, long: 123n })).toEqual({
      said: 'code [masked]',
      code: '[masked]',
      long: '[masked]',
    });
  });

  test('lie no deeper than twelve objects in each other: what does is not shown', () => {
    const secrets = new Secrets();
    secrets.add('4711');
    const nested = (depth: number): object => (depth === 0 ? { pin: 'no secret' } : { inner: nested(depth - 1) });
    expect(secrets.masked(nested(12))).toEqual(nested(12));
    expect(JSON.stringify(secrets.masked(nested(13)))).toMatch(/"inner":"\[masked\]"/);
  });

  test('are masked however many there are, and however often each stands there', () => {
    const secrets = new Secrets();
    for (const secret of ['4711', '0815', '4711']) secrets.add(secret);
    expect(secrets.masked('4711 0815 4711')).toBe('[masked] [masked] [masked]');
  });
});

test.each([
  ['5550100', 'whole', '5550100'],
  ['5550100', 'shortened', '…100'],
  ['201', 'shortened', '…'],
  ['5550100', 'none', undefined],
  [undefined, 'shortened', undefined],
] as const)('the caller %s, %s, is %s in the log', (number, how, shown) => {
  expect(callerInLog(number, how)).toBe(shown);
});
