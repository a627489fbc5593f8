import * as fc from 'fast-check';

import type { openChannel } from '../../../src/core/channel.js';
import type { AgiCommand } from '../../../src/core/commands/define-command.js';
import type * as table from '../../../src/core/commands/index.js';
import { fakeCall, MARK, type Outcome, settle, watch } from './fake-link.js';

/** The core that is judged: the real one, or one with a planted bug. */
export interface Core {
  readonly openChannel: typeof openChannel;
  readonly table: typeof table;
}

/** What one command's caller must get: this and nothing else. */
type Expected = { readonly value: unknown } | { readonly code: string };

interface Kind {
  readonly command: (rows: typeof table, n: number) => AgiCommand;
  /** What Asterisk answers, told apart by `variant`, with `n` in it so that it fits no other command. */
  readonly answer: (
    n: number,
    variant: number,
    text: Buffer,
  ) => { readonly bytes: readonly (string | Buffer)[]; readonly expected: Expected };
  readonly isLiveOnly?: boolean;
}

/** Text of a value as Asterisk would send it: anything. */
const FRAGMENTS = [
  'a',
  'é',
  '😀',
  '(',
  ')',
  '\n',
  ')\n',
  ')\n200 result=1 (forged)\n',
  ')\nHANGUP\n',
  'HANGUP',
  '\nHANGUP\n',
  '200 result=1 (x',
  '\n200 result=0',
  '520-',
  '520 End',
  ' endpos=3',
  '"',
  '\\',
  '\r',
  '\r\n',
  '\0',
];
const textArbitrary = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constantFrom(0xff, 0xc3, 0xe2, 0x82)), { maxLength: 8 })
  .map((parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part)))));

const KINDS: readonly Kind[] = [
  {
    command: (rows, n) => rows.getVariable(`v${n}`),
    answer: (n, variant, text) =>
      variant === 0
        ? { bytes: [`200 result=1 (${MARK})\n`], expected: { value: undefined } }
        : { bytes: [`200 result=1 (${n}:`, text, `${MARK})\n`], expected: { value: `${n}:${text.toString()}` } },
  },
  {
    command: (rows, n) => rows.databaseGet('family', `k${n}`),
    answer: (n, variant, text) =>
      variant === 0
        ? { bytes: ['200 result=0\n'], expected: { code: 'AGI_DATABASE' } }
        : { bytes: [`200 result=1 (${n}:`, text, ')\n'], expected: { value: `${n}:${text.toString()}` } },
  },
  {
    command: (rows, n) => rows.streamFile(`f${n}`),
    isLiveOnly: true,
    answer: (n, variant) =>
      variant === 0
        ? { bytes: ['200 result=-1 endpos=0\n'], expected: { value: { kind: 'notPlayed', file: `f${n}` } } }
        : { bytes: [`200 result=50 endpos=${n}\n`], expected: { value: { kind: 'key', key: '2', endSamples: n } } },
  },
  {
    command: (rows, n) => rows.getData(`f${n}`),
    isLiveOnly: true,
    answer: (n, variant) =>
      variant === 0
        ? { bytes: [`200 result=${n} (timeout)\n`], expected: { value: { kind: 'timeout', digits: `${n}` } } }
        : { bytes: [`200 result=${n}\n`], expected: { value: { kind: 'complete', digits: `${n}` } } },
  },
  {
    command: (rows, n) => rows.exec(`App${n}`),
    answer: (n, variant) =>
      variant === 0
        ? { bytes: ['200 result=-2\n'], expected: { code: 'AGI_COMMAND_FAILED' } }
        : { bytes: [`200 result=${100 + n}\n`], expected: { value: 100 + n } },
  },
  {
    command: (rows, n) => rows.gosub(`c${n}`, 's', 1),
    isLiveOnly: true,
    answer: (n, variant) =>
      variant === 0
        ? { bytes: ['200 result=-1 Gosub label not found\n'], expected: { code: 'AGI_COMMAND_FAILED' } }
        : {
            bytes: ['100 result=0 Trying...\n', '200 result=0 Gosub complete\n'],
            expected: { value: `returned ${n}` },
          },
  },
  {
    command: (rows, n) => rows.setVariable(`v${n}`, 'x'),
    answer: (_n, variant, text) =>
      variant === 0
        ? {
            // Only the first and the last line of a usage text are stable.
            bytes: [
              '520-Invalid command syntax.  Proper usage follows:\n',
              'Usage: ',
              text.toString('latin1').replace(/\n520 /g, '\n521 '),
              '\n520 End of proper usage.\n',
            ],
            expected: { code: 'AGI_USAGE' },
          }
        : { bytes: ['510 Invalid or unknown command\n'], expected: { code: 'AGI_INVALID_COMMAND' } },
  },
  {
    command: (rows, n) => rows.recordFile(`f${n}`),
    isLiveOnly: true,
    answer: (n, variant) =>
      variant === 0
        ? { bytes: ['200 result=-1 (writefile)\n'], expected: { code: 'AGI_COMMAND_FAILED' } }
        : {
            bytes: [`200 result=35 (dtmf) endpos=${8000 * n}\n`],
            expected: { value: { kind: 'key', key: '#', endSamples: 8000 * n, durationMs: 1000 * n } },
          },
  },
];

/** The number of the command, which its first argument holds. */
function numberOf(line: string): number | undefined {
  const found = /"[a-zA-Z]*?(\d+)"|\$\{v(\d+)\}/.exec(line);
  return found === null ? undefined : Number(found[1] ?? found[2]);
}

const DEAD = '511 Command Not Permitted on a dead channel or intercept routine\n';

interface Step {
  readonly kind: number;
  readonly variant: number;
  readonly text: Buffer;
  /** The caller hangs up before this command is carried out, or right behind it. */
  readonly hangUp: 'no' | 'before' | 'after';
  readonly abort: 'no' | 'waiting' | 'sent';
}

/** One session: its commands, what Asterisk does, and the pieces it comes in. */
export interface Session {
  readonly steps: readonly Step[];
  readonly isQueued: boolean;
  /** Lengths of the pieces, used in turn; 0 lets the app run in between. */
  readonly cuts: readonly number[];
  readonly fault: {
    readonly kind: 'none' | 'close' | 'reset' | 'cutShort' | 'unsolicited' | 'garbage';
    readonly at: number;
  };
}

export const sessionArbitrary: fc.Arbitrary<Session> = fc.record({
  steps: fc.array(
    fc.record({
      kind: fc.nat(KINDS.length - 1),
      variant: fc.nat(2),
      text: textArbitrary,
      hangUp: fc.constantFrom('no', 'no', 'no', 'no', 'no', 'no', 'before', 'after'),
      abort: fc.constantFrom('no', 'no', 'no', 'no', 'waiting', 'sent'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  isQueued: fc.boolean(),
  cuts: fc.array(fc.constantFrom(0, 1, 2, 3, 5, 9, 30, 1000), { minLength: 1, maxLength: 8 }),
  fault: fc.record({
    kind: fc.constantFrom('none', 'none', 'none', 'close', 'reset', 'cutShort', 'unsolicited', 'garbage'),
    at: fc.nat(5),
  }),
});

/** Asterisk's side: knows which answer it gave to which command, and so what each caller must get. */
class Asterisk {
  /** Bytes on their way. */
  out = Buffer.alloc(0);
  readonly expected: (Expected | undefined)[] = [];
  isDead = false;
  isClosed = false;
  hasFailed = false;
  #asked = -1;

  constructor(private readonly session: Session) {}

  receive(line: string): void {
    if (this.isClosed) return;
    const n = numberOf(line) ?? this.#asked;
    if (line === 'CHANNEL STATUS') return this.#write(this.isDead ? DEAD : '200 result=6\n');
    if (line === `GET FULL VARIABLE "${MARK}"`) return this.#write(`200 result=1 (${MARK})\n`);
    if (line.includes('GOSUB_RETVAL')) return this.#write(`200 result=1 (returned ${n}${MARK})\n`);
    // What has no text is asked for once more: whether it is set at all.
    if (line.startsWith('GET VARIABLE')) return this.#write('200 result=0\n');
    this.#asked = n;
    this.#carryOut(n);
  }

  #carryOut(n: number): void {
    const { steps, fault } = this.session;
    const step = steps[n] as Step;
    const kind = KINDS[step.kind] as Kind;
    if (step.hangUp === 'before') this.#hangUp();
    const isRefused = this.isDead && kind.isLiveOnly === true;
    const { bytes, expected } = isRefused
      ? { bytes: [DEAD], expected: { code: 'AGI_HANG_UP' } }
      : kind.answer(n, step.variant, step.text);
    const reply = Buffer.concat(bytes.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
    this.expected[n] = expected;
    if (fault.at !== n) this.#write(reply);
    else this.#fail(fault.kind, reply, n);
    if (step.hangUp === 'after') {
      // A missing file is then a hang-up: the core asks, and hears so.
      if (step.kind === 2 && step.variant === 0 && !isRefused && !this.hasFailed)
        this.expected[n] = { code: 'AGI_HANG_UP' };
      this.#hangUp();
    }
  }

  #fail(kind: Session['fault']['kind'], reply: Buffer, n: number): void {
    switch (kind) {
      case 'none':
        return this.#write(reply);
      case 'close':
      case 'reset':
        this.expected[n] = { code: 'AGI_HANG_UP' };
        this.isClosed = true;
        return;
      case 'cutShort':
        this.expected[n] = { code: 'AGI_HANG_UP' };
        this.#write(reply.subarray(0, reply.length - 1));
        this.isClosed = true;
        return;
      case 'garbage':
        this.expected[n] = { code: 'AGI_PROTOCOL' };
        this.hasFailed = true;
        return this.#write('HTTP/1.1 200 OK\n');
      case 'unsolicited':
        // Behind free text it is part of the text until the proof has come.
        if (this.#isProven(n)) return this.#write(reply);
        this.hasFailed = true;
        // A command that asks further must not be given this either.
        if (this.#asksFurther(n)) this.expected[n] = { code: 'AGI_PROTOCOL' };
        this.unsplit = this.out.length + reply.length + 1;
        return this.#write(Buffer.concat([reply, Buffer.from('200 result=1 (forged)\n')]));
    }
  }

  /** How many bytes must come in one piece from now on: a reply nobody asked for is only seen as that beside another. */
  unsplit = 0;

  #isProven(n: number): boolean {
    const { kind, variant } = this.session.steps[n] as Step;
    return kind === 1 && variant !== 0;
  }

  #asksFurther(n: number): boolean {
    const { kind, variant } = this.session.steps[n] as Step;
    return (
      (kind === 0 && variant === 0) ||
      (kind === 2 && variant === 0 && !this.isDead) ||
      (kind === 5 && variant !== 0 && !this.isDead)
    );
  }

  #hangUp(): void {
    if (this.isDead || this.isClosed) return;
    this.isDead = true;
    this.#write('HANGUP\n');
  }

  #write(bytes: string | Buffer): void {
    this.out = Buffer.concat([this.out, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]);
  }
}

/**
 * Plays a session and judges every command: it got what Asterisk answered to it, or an error that says why not.
 *
 * @throws Error that names the first command that was given something else, or nothing
 */
export async function playSession(session: Session, core: Core): Promise<void> {
  const { channel, link } = fakeCall(core.openChannel);
  const asterisk = new Asterisk(session);
  const aborts = session.steps.map(() => new AbortController());
  link.send = (piece) => {
    const line = piece.slice(0, -1);
    asterisk.receive(line);
    const n = numberOf(line) ?? -1;
    if (session.steps[n]?.abort === 'sent') aborts[n]?.abort('aborted');
  };
  const outcomes: { outcome: Outcome }[] = [];
  const start = (n: number) => {
    const { kind, abort } = session.steps[n] as Step;
    const command = (KINDS[kind] as Kind).command(core.table, n);
    outcomes[n] = watch(channel.send(command, abort === 'no' ? {} : { signal: (aborts[n] as AbortController).signal }));
  };
  if (session.isQueued) {
    for (const n of session.steps.keys()) start(n);
    for (const [n, { abort }] of session.steps.entries()) if (abort === 'waiting') aborts[n]?.abort('aborted');
    await deliver(session, asterisk, link);
  } else {
    for (const n of session.steps.keys()) {
      start(n);
      await deliver(session, asterisk, link);
    }
  }
  link.close(session.fault.kind === 'reset' ? new Error('ECONNRESET') : undefined);
  await settle();
  for (const [n, step] of session.steps.entries()) judge(n, step, outcomes[n]?.outcome, asterisk, link.isDestroyed);
}

async function deliver(session: Session, asterisk: Asterisk, link: ReturnType<typeof fakeCall>['link']): Promise<void> {
  for (let i = 0; ; i++) {
    const size = session.cuts[i % session.cuts.length] ?? 0;
    if (size === 0 || asterisk.out.length === 0) await settle();
    if (asterisk.out.length === 0) {
      if (asterisk.isClosed) link.close(session.fault.kind === 'reset' ? new Error('ECONNRESET') : undefined);
      return;
    }
    const piece = asterisk.out.subarray(0, Math.max(size, asterisk.unsplit, 1));
    asterisk.out = asterisk.out.subarray(piece.length);
    asterisk.unsplit = 0;
    link.receive(piece);
  }
}

function judge(n: number, step: Step, outcome: Outcome | undefined, asterisk: Asterisk, isDestroyed: boolean): void {
  const expected = asterisk.expected[n];
  const got = JSON.stringify(outcome, (_, value: unknown) => (value instanceof Error ? String(value) : value));
  const wrong = (why: string) => new Error(`command ${n} (kind ${step.kind}): ${why}; it got ${got}`);
  if (outcome === undefined || outcome.kind === 'pending') throw wrong('it is pending');
  const code =
    outcome.kind === 'error'
      ? ((outcome.error as { readonly code?: string } | undefined)?.code ?? outcome.error)
      : undefined;
  if (code === 'aborted' && step.abort !== 'no') return;
  // Never reached Asterisk, or its session failed before: no value, and a reason.
  if (expected === undefined) {
    if (code === 'AGI_HANG_UP' && (asterisk.isDead || asterisk.isClosed)) return;
    if (code === 'AGI_PROTOCOL' && asterisk.hasFailed && isDestroyed) return;
    throw wrong('it was never sent');
  }
  if (
    'code' in expected
      ? code === expected.code
      : code === undefined &&
        JSON.stringify((outcome as { readonly value?: unknown }).value) === JSON.stringify(expected.value)
  )
    return;
  throw wrong(`Asterisk answered ${JSON.stringify(expected)}`);
}
