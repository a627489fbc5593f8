import { Random } from '../cuts/random.js';
import type { PlannedMove, Program, Step } from './program.js';

/** Sounds of the core package with their lengths, and what is none. */
const SOUNDS = ['beep', 'vm-goodbye', 'hello', 'demo-thanks', 'digits/5', 'auth-thankyou'];
const MISSING = ['nothing-here', 'beep.gsm', 'beep&hello'];
const KEYS = '0123456789*#'.split('');
const TEXTS = ['a', '0012', '', 'two words', '"q"', 'é世', 'a\\b', '${EXTEN}', 'x,y', '$[1 + 2]', '1)', '*'];
const NAMES = ['V1', 'V2', '_V3', '__V4', 'lower', 'V 5'];
const READABLE = [
  'V1',
  'V2',
  'V3',
  'V4',
  '_V3',
  'lower',
  'EXTEN',
  'PRIORITY',
  'PLAYBACKSTATUS',
  'NOPE',
  'CALLERID(num)',
  'CALLERID(name)',
  'CALLERID(all)',
  'CALLERID(dnid)',
  'CALLERID(rdnis)',
  'CALLERID(nonsense)',
  'CHANNEL(language)',
  'CHANNEL(state)',
  'CHANNEL(channeltype)',
  'TIMEOUT(digit)',
  'TIMEOUT(response)',
  'LEN(abc)',
  'TOUPPER(abc)',
  'URIENCODE(a b/c)',
  'URIDECODE(a%20b)',
  'GLOBAL(NOPE)',
  'NOFUNC(x)',
  'HANGUPCAUSE',
];
const EXPRESSIONS = [
  'plain',
  '${V1}',
  'a${V2}b',
  '${V1:1}',
  '${V1:-2}',
  '${V1:0:2}',
  '${LEN(${V1})}',
  '$[1 + 2]',
  '$[7 / 2]',
  '$[2 * (3 + 4)]',
  '$["${V1}" = "a"]',
  '$[5 > 10]',
  '${IF($[1 > 0]?yes:no)}',
  '${URIENCODE(${V1})}',
  '${CALLERID(num)}',
  '${NOPE}',
  '${EXTEN}-${CONTEXT:0:2}',
  '${DB_EXISTS(nope/nope)}',
];

const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** One command line, and how long it lasts at least when keys and a hang-up may fall into it. */
interface Made {
  readonly line: string;
  /** 0 for what is answered at once. */
  readonly lastsMs?: number;
  /** Whether STREAM FILE, GET DATA, WAIT FOR DIGIT or GET OPTION: what the next line interrupts. */
  readonly isInterruptible?: boolean;
}

type Maker = (random: Random, family: string) => Made;

const maybe = (random: Random, share: number) => random.between(0, 1) < share;
const keysOf = (random: Random) => random.oneOf(['', '#', '123', '0123456789*#', '7', 'abcd']);
const sound = (random: Random) => random.oneOf(maybe(random, 0.15) ? MISSING : SOUNDS);

/** The families of commands, each as often as it stands here. */
const MAKERS: readonly Maker[] = [
  (random) => ({
    line: `STREAM FILE ${sound(random)} "${keysOf(random)}"${random.oneOf(['', '', ' 0', ' 2400', ' 999999', ' x'])}`,
    lastsMs: 400,
    isInterruptible: true,
  }),
  (random) => ({
    line: `STREAM FILE demo-thanks "${keysOf(random)}"`,
    lastsMs: 4_000,
    isInterruptible: true,
  }),
  (random) => ({
    line: `CONTROL STREAM FILE demo-thanks ${random.oneOf(['9', '""', '12'])}${random.oneOf(['', ' 1000', ' 1000 6 4 5', ' 500 # * "" 1000', ' x'])}`,
    lastsMs: 3_000,
  }),
  (random) => ({ line: `CONTROL STREAM FILE ${sound(random)} 9`, lastsMs: 300 }),
  (random) => ({
    line: `GET DATA ${random.oneOf(['beep', 'hello', '""', 'nothing-here'])} ${random.oneOf(['700', '1000', '1500'])} ${random.oneOf(['1', '2', '5', '', 'x'])}`,
    lastsMs: 900,
    isInterruptible: true,
  }),
  (random) => ({
    line: `GET OPTION ${sound(random)} "${keysOf(random)}" ${random.oneOf(['600', '1000', '0', 'x'])}`,
    lastsMs: 600,
    isInterruptible: true,
  }),
  (random) => ({
    line: `WAIT FOR DIGIT ${random.oneOf(['500', '1000', '1500'])}`,
    lastsMs: 500,
    isInterruptible: true,
  }),
  (random) => ({ line: `WAIT FOR DIGIT ${random.oneOf(['0', '', 'x', '10 20'])}` }),
  (random) => ({
    line: `SAY DIGITS ${random.oneOf(['12', '007', '-1', '1a', 'x', '""'])} "${keysOf(random)}"`,
    lastsMs: 500,
  }),
  (random) => ({
    line: `SAY NUMBER ${random.oneOf(['0', '7', '21', '115', '-4', '1000', 'x'])} "${keysOf(random)}"`,
    lastsMs: 400,
  }),
  (random) => ({
    line: `SAY ${random.oneOf(['ALPHA', 'PHONETIC'])} ${random.oneOf(['a', 'b2', '""', 'x#', '"a b"'])} "${keysOf(random)}"`,
    lastsMs: 300,
  }),
  (random) => ({
    line: `SAY ${random.oneOf(['DATE', 'TIME', 'DATETIME'])} ${random.oneOf(['0', '1700000000', 'x'])} "${keysOf(random)}"`,
    lastsMs: 400,
  }),
  (random) => ({
    line: `SAY DATETIME 1700000000 "" ${random.oneOf(['IMp', '"ABdY"', 'R', '"Y"'])} ${random.oneOf(['UTC', 'Europe/Paris'])}`,
    lastsMs: 400,
  }),
  (random, family) => ({
    line: `RECORD FILE /tmp/${family} ${random.oneOf(['wav', 'gsm', 'nonsense'])} "${keysOf(random)}" ${random.oneOf(['800', '1200', '0', 'x'])}${random.oneOf(['', '', ' BEEP', ' 0 BEEP', ' s=1'])}`,
    lastsMs: 700,
  }),
  (random) => ({
    line: `SET VARIABLE ${quote(random.oneOf(NAMES))} ${quote(random.oneOf(TEXTS))}`,
  }),
  (random) => ({ line: `SET VARIABLE V1 ${quote(random.oneOf(['a', 'abc', 'hello', '0012']))}` }),
  (random) => ({ line: `GET VARIABLE ${quote(random.oneOf(READABLE))}` }),
  (random) => ({ line: `GET FULL VARIABLE ${quote(random.oneOf(EXPRESSIONS))}` }),
  (random) => ({
    line: `SET VARIABLE ${quote(random.oneOf(['CALLERID(name)', 'CALLERID(num)', 'CHANNEL(language)', 'TIMEOUT(digit)', 'NOFUNC(x)']))} ${random.oneOf(['en', '5', 'Bob'])}`,
  }),
  (random, family) => ({
    line: `DATABASE PUT ${family} ${random.oneOf(['k', 'k/2', '""'])} ${quote(random.oneOf(TEXTS))}`,
  }),
  (random, family) => ({
    line: `DATABASE GET ${family} ${random.oneOf(['k', 'k/2', '""', 'none'])}`,
  }),
  (random, family) => ({ line: `DATABASE DEL ${family} ${random.oneOf(['k', 'none'])}` }),
  (random, family) => ({ line: `DATABASE DELTREE ${family}${random.oneOf(['', ' k', ' none'])}` }),
  (random, family) => ({
    line: `GET VARIABLE ${random.oneOf(['DB', 'DB_EXISTS'])}(${family}/${random.oneOf(['k', 'none'])})`,
  }),
  (random) => ({
    line: `EXEC Playback ${random.oneOf(['beep', 'beep&hello', 'nothing-here', 'beep,noanswer'])}`,
    lastsMs: 300,
  }),
  (random) => ({
    line: `EXEC Background ${random.oneOf(['demo-thanks', 'beep&demo-thanks', 'nothing-here'])}`,
    lastsMs: 1_500,
  }),
  (random) => ({ line: `EXEC Wait ${random.oneOf(['0.5', '0', 'x', '1'])}`, lastsMs: 300 }),
  (random) => ({
    line: `EXEC Read ${random.oneOf(['R,beep,2,,1,1', 'R,,1,,2,1', 'R,hello,3,,1,0.8'])}`,
    lastsMs: 900,
  }),
  (random) => ({
    line: `EXEC ${random.oneOf(['SayDigits 12', 'SayAlpha ab', 'SayNumber 7', 'SayPhonetic a'])}`,
    lastsMs: 400,
  }),
  (random) => ({
    line: `EXEC Set ${quote(random.oneOf(['V1=x', 'V2=a,b', 'V1=${EXTEN}', 'V2="q"', 'CALLERID(num)=77', 'NOTHING']))}`,
  }),
  (random) => ({
    line: `EXEC ${random.oneOf(['NoOp', 'Nope', 'Verbose 1,hello', 'MSet V1=1,V2=2', 'StopMusicOnHold', 'Return', 'StackPop', 'Exec NoOp(x)', 'TryExec Nope(x)'])}`,
  }),
  (random) => ({ line: `EXEC Goto ${random.oneOf(['sub-quick,s,1', '1', 'nowhere,s,1'])}` }),
  (random) => ({
    line: `GOSUB ${random.oneOf(['sub-quick s 1', 'sub-quick s 1 a,b', 'sub-open s 1', 'nowhere s 1', 'a b', 'sub-quick s lab'])}`,
  }),
  () => ({ line: 'GOSUB sub-slow s 1', lastsMs: 500 }),
  (random) => ({ line: `SET CONTEXT ${random.oneOf(['sub-quick', 'nowhere', 'a b'])}` }),
  (random) => ({ line: `SET EXTENSION ${random.oneOf(['s', '7', ''])}` }),
  (random) => ({ line: `SET PRIORITY ${random.oneOf(['1', '4', 'nolabel', '-1'])}` }),
  (random) => ({
    line: `SET CALLERID ${quote(random.oneOf(['Ann <123>', '"Ann B" <1 (2) 3>', '4711', '<55>', 'Just A Name', '']))}`,
  }),
  (random) => ({ line: `SET MUSIC ${random.oneOf(['ON', 'OFF', 'ON default', 'MAYBE'])}` }),
  (random) => ({ line: `SET AUTOHANGUP ${random.oneOf(['0', '60', '1.5', 'x'])}` }),
  (random) => ({ line: `CHANNEL STATUS ${random.oneOf(['', 'Local/nope', 'a b', '""'])}` }),
  (random) => ({
    line: random.oneOf([
      'NOOP',
      'NOOP a b c',
      'noop',
      'VERBOSE hi 3',
      'VERBOSE hi',
      'VERBOSE',
      'ASYNCAGI BREAK',
      'ANSWER',
      'ANSWER x',
    ]),
  }),
  (random) => ({
    line: random.oneOf([
      'SEND TEXT hello',
      'SEND TEXT ""',
      'SEND TEXT',
      'SEND IMAGE x',
      'TDD MODE on',
      'TDD MODE',
      'HANGUP Local/nope',
    ]),
  }),
  (random) => ({
    line: `RECEIVE ${random.oneOf(['CHAR', 'TEXT'])} ${random.oneOf(['300', '0', 'x', '', '1 2'])}`,
  }),
  (random) => ({
    line: `SPEECH ${random.oneOf(['CREATE', 'CREATE x', 'SET a b', 'SET a', 'DESTROY', 'LOAD GRAMMAR a b', 'UNLOAD GRAMMAR a', 'ACTIVATE GRAMMAR a', 'DEACTIVATE GRAMMAR a', 'RECOGNIZE beep 1', 'RECOGNIZE beep'])}`,
  }),
  (random) => ({
    line: random.oneOf([
      'BOGUS',
      'GET',
      'SAY',
      'GET "VARIABLE" EXTEN',
      '"GET VARIABLE" EXTEN',
      'GET VARIABLE "EXTEN',
      'GET VARIABLE EX\\TEN',
      'GET VARIABLE',
      "GET VARIABLE 'EXTEN'",
      ' NOOP ',
      'STREAM FILE',
      'DATABASE GET x',
      'STREAM FILE beep',
    ]),
  }),
];

const STEPS = { least: 4, most: 9 };
/** No key and no hang-up falls so near the end of a command that it may be on either side of it, milliseconds. */
const MARGIN_MS = 150;
/** A tone, and the least time between two of them. */
const KEY_EVERY_MS = 300;

/**
 * A program that looks random and is the same for the same seed: 4 to 9 commands of all families, with keys, pauses,
 * interruptions and perhaps a hang-up in the middle.
 */
export function generate(seed: number): Program {
  const random = new Random(seed);
  const steps: Step[] = maybe(random, 0.9) ? [{ kind: 'ask', line: 'ANSWER' }] : [];
  const moves: PlannedMove[] = [];
  const family = `d${seed}`;
  const isAnswered = steps.length > 0;
  const count = Math.floor(random.between(STEPS.least, STEPS.most));
  const hangsUpIn = isAnswered && maybe(random, 0.35) ? Math.floor(random.between(1, count)) : -1;
  for (let i = 0; i < count; i++) {
    const step = steps.length;
    const made = random.oneOf(MAKERS)(random, family);
    const lastsMs = made.lastsMs ?? 0;
    if (i === hangsUpIn) {
      moves.push({
        step,
        afterMs: random.between(60, Math.max(100, lastsMs - MARGIN_MS)),
        act: { kind: 'hangUp' },
      });
      steps.push(lastsMs > 0 ? { kind: 'ask', line: made.line } : { kind: 'pause', ms: 300 });
    } else if (made.isInterruptible && maybe(random, 0.12)) {
      steps.push({
        kind: 'interrupt',
        line: made.line,
        afterMs: Math.floor(random.between(100, 300)),
      });
    } else if (lastsMs === 0 && maybe(random, 0.04)) {
      steps.push({ kind: 'pipeline', lines: [made.line, 'GET VARIABLE EXTEN'] });
    } else if (isAnswered && maybe(random, 0.06)) {
      // A tone that lies wholly in the pause is lost, and one that begins in it is not.
      steps.push({ kind: 'pause', ms: 500 });
      moves.push({ step, afterMs: 150, act: { kind: 'key', key: random.oneOf(KEYS) } });
    } else {
      steps.push({ kind: 'ask', line: made.line });
      if (isAnswered && lastsMs >= 300 && maybe(random, 0.6)) moves.push(...keysFrom(random, step, lastsMs));
    }
  }
  return {
    steps,
    moves,
    setup: {
      variables: random.oneOf([{}, {}, {}, { AGISIGHUP: 'no' }, { AGIEXITONHANGUP: 'yes' }, { V1: 'given' }]),
      args: random.oneOf([[], [], ['one'], ['a b', '']]),
      ...(maybe(random, 0.7) && { callerId: '5550100' }),
      ...(maybe(random, 0.4) && { callerName: random.oneOf(['Ann', 'Zoë "Q"']) }),
    },
  };
}

/** One to three keys while a command lasts. */
function keysFrom(random: Random, step: number, lastsMs: number): readonly PlannedMove[] {
  const count = Math.min(Math.floor(random.between(1, 4)), Math.floor(lastsMs / KEY_EVERY_MS));
  const first = random.between(60, Math.max(61, lastsMs - count * KEY_EVERY_MS - MARGIN_MS));
  return Array.from({ length: count }, (_, i) => ({
    step,
    afterMs: first + i * KEY_EVERY_MS,
    act: { kind: 'key', key: random.oneOf(KEYS) },
  }));
}
