import * as fc from 'fast-check';

import type { Choice, Entry, Handler, Menu, Menus, Press, Sound, Timeline } from './menus.js';
import { courseOf } from './reference-model.js';

export interface RandomCall {
  readonly menus: Menus;
  readonly timeline: Timeline;
}

const NEXT_KEY_MS = 260;
const FROM_EDGE_MS = 120;

const LITERALS = '1 2 3 12 123 13 20 0 9 * # 1# 2*'.split(' ');
const PATTERNS = '_X _1X _ZX _N _13XX _2X. _X. _[12]X _[2-4]X _9! _1. _1ZX _3[0-5]N'.split(' ');

/** And what of them is typed. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  '/9\\d{2}/3': '9XX',
  '/[1-3]+/4': '1X1',
  '/2|2\\d\\d/3': '2XX',
  '/4#?\\d*/4': '4#X',
};

/** Sounds are cut and resumed by frames of 20 ms: all times are whole frames, so that they can be compared to the millisecond. */
const frames = (minMs: number, maxMs: number) =>
  fc.integer({ min: minMs / 20, max: maxMs / 20 }).map((count) => count * 20);

/** A long one now and then: a key that it keeps is too old behind it. */
const lengthMs = fc.oneof(
  { weight: 12, arbitrary: frames(300, 3_000) },
  { weight: 1, arbitrary: frames(9_000, 13_000) },
);
const bargeIn = fc.constantFrom('cut', 'cut', 'cut', 'cut', 'dropped', 'kept') satisfies fc.Arbitrary<Sound['keys']>;
/** Without its name: sounds are named by their place. */
const sound = fc.record({ lengthMs, keys: bargeIn });
const sounds = (min: number, max: number) => fc.array(sound, { minLength: min, maxLength: max });
const place = fc.nat({ max: 2 });
const next = fc.oneof(
  { weight: 5, arbitrary: fc.constant('nothing' as const) },
  { weight: 2, arbitrary: fc.constantFrom('repeat' as const, 'keepListening' as const, 'back' as const) },
  { weight: 1, arbitrary: fc.constant('hangUp' as const) },
  { weight: 3, arbitrary: fc.record({ go: place }) },
);
/** Where attempts are used up no question is open any more. */
const lastHandler = fc.record({
  says: fc.option(sound, { nil: undefined }),
  next: next.filter((step) => step !== 'keepListening'),
});
const handler = fc.record({ says: fc.option(sound, { nil: undefined }), next });
const oneKey = fc.constantFrom(...LITERALS, ...PATTERNS).map((spelling) => [spelling]);
const someKeys = fc.uniqueArray(fc.constantFrom(...LITERALS), { minLength: 2, maxLength: 4 });
const codeless = fc.oneof(
  { weight: 5, arbitrary: fc.record({ go: place }) },
  { weight: 1, arbitrary: fc.constantFrom('back' as const, 'hangUp' as const) },
);
const choice = fc.oneof(
  { weight: 4, arbitrary: fc.record({ keys: oneKey, does: fc.oneof(handler, codeless) }) },
  { weight: 1, arbitrary: fc.record({ keys: someKeys, does: handler }) },
  {
    weight: 1,
    arbitrary: fc.record({
      keys: fc.constantFrom(...Object.keys(EXPRESSIONS)).map((spelling) => [spelling]),
      does: handler,
    }),
  },
);
const links = fc.uniqueArray(
  fc.record({ keys: fc.constantFrom('0', '7', '9', '*', '#').map((key) => [key]), does: fc.oneof(handler, codeless) }),
  { maxLength: 2, selector: ({ keys }) => keys[0] },
);
const entries = fc.oneof(
  fc.record({ prompts: sounds(0, 2) }),
  fc.record({
    handlers: fc.uniqueArray(fc.record({ count: fc.integer({ min: 1, max: 2 }), handler }), {
      maxLength: 2,
      selector: ({ count }) => count,
    }),
  }),
);
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const menu = fc.record({
  greeting: sounds(0, 1),
  prompt: sounds(1, 3),
  reprompt: fc.option(sounds(1, 2), { nil: undefined }),
  choices: fc.array(choice, { minLength: 1, maxLength: 6, size: 'max' }),
  noInput: entries,
  noMatch: entries,
  attempts: limit,
  noInputAttempts: limit,
  noMatchAttempts: limit,
  timeoutMs: frames(500, 5000),
  interDigitTimeoutMs: frames(600, 2500),
  totalTimeoutMs: fc.option(frames(1_000, 7_000), { nil: undefined }),
  settleMs: frames(300, 600),
  terminator: fc.constantFrom('#' as const, '#' as const, '*' as const, 'none' as const),
  typeAhead: fc.boolean(),
  otherwise: fc.oneof(
    fc.constant('leave' as const),
    fc.constant('hangUp' as const),
    fc.record({ go: place }),
    lastHandler,
  ),
});
type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

/** Keys pressed in one go; what they are depends on what the menus take. */
const burst = fc.record({
  pauseMs: frames(NEXT_KEY_MS, 6_000),
  gapMs: frames(NEXT_KEY_MS, 700),
  choice: fc.nat(),
  wildcard: fc.nat({ max: 9 }),
  more: fc.constantFrom('', '', '', '#', '#', '*', '5', '99', '9#1'),
});

/** Menus and a caller whose keys are clear of every edge. */
export const randomCall: fc.Arbitrary<RandomCall> = fc
  .record({
    menus: fc.array(menu, { minLength: 1, maxLength: 3, size: 'max' }),
    links,
    bursts: fc.array(burst, { maxLength: 6 }),
    staysMs: frames(200, 25_000),
  })
  .map(({ menus, links: drawnLinks, bursts, staysMs }) => {
    const ofClass = drawnLinks.map(({ keys, does }, i) => ({
      keys,
      does: nameDoes(does, 'class', `link${i}`, menus.length),
    }));
    const named = reachable(menus.map((drawn, index) => ({ ...nameMenu(drawn, index, menus.length), links: ofClass })));
    const presses = pressesOf(named, bursts);
    return {
      menus: named,
      timeline: clearOfEdges(named, { presses, hangsUpAtMs: (presses.at(-1)?.atMs ?? 0) + staysMs }),
    };
  });

function nameDoes(
  does: Drawn<typeof handler> | Drawn<typeof codeless>,
  of: string,
  what: string,
  count: number,
): Choice['does'] {
  const goal = (to: number) => `menu${to % count}`;
  if (typeof does === 'string') return does;
  if ('go' in does) return { go: goal(does.go) };
  const { says, next: to } = does;
  return {
    name: `${of}${what}`,
    ...(says === undefined ? {} : { says: { ...says, name: `${of}/${what}` } }),
    next: typeof to === 'string' ? to : { go: goal(to.go) },
  };
}

function nameMenu(drawn: Drawn<typeof menu>, index: number, count: number): Omit<Menu, 'links'> {
  const name = `menu${index}`;
  const named = (where: string, list: readonly Omit<Sound, 'name'>[]) =>
    list.map((one, position): Sound => ({ ...one, name: `${name}/${where}${position}` }));
  const goal = (to: number) => `menu${to % count}`;
  // A handler that is drawn is named as one.
  const code = (what: string, does: Drawn<typeof handler>) => nameDoes(does, name, what, count) as Handler;
  const limits = {
    attempts: drawn.attempts,
    noInputAttempts: drawn.noInputAttempts,
    noMatchAttempts: drawn.noMatchAttempts,
  };
  const failures = (kind: 'noInput' | 'noMatch', given: Drawn<typeof entries>): readonly Entry[] => {
    const all: readonly Entry[] =
      'prompts' in given
        ? named(kind, given.prompts).map((does, position) => ({ count: position + 1, does }))
        : given.handlers.map(({ count: from, handler: does }) => ({ count: from, does: code(`${kind}${from}`, does) }));
    return all.toSorted((one, other) => one.count - other.count).filter((one) => one.count < longest(limits, kind));
  };
  // The same keys twice are refused at boot.
  const taken = new Set<string>();
  const choices = drawn.choices.flatMap(({ keys, does }, position): readonly Choice[] => {
    const free = keys.filter((spelling) => !taken.has(spelling));
    if (free.length === 0) return [];
    for (const spelling of free) taken.add(spelling);
    return [{ keys: free, does: nameDoes(does, name, `choice${position}`, count) }];
  });
  const prompt = named('prompt', drawn.prompt);
  const otherwise = drawn.otherwise;
  return {
    ...drawn,
    name,
    // Entered once, with nothing typed. (Where it does not keep keys `back` in it goes another way: see the test.)
    typeAhead: index === 0 || drawn.typeAhead,
    prompt,
    greeting: named('greeting', drawn.greeting),
    reprompt: drawn.reprompt === undefined ? prompt : named('reprompt', drawn.reprompt),
    choices: choices.length > 0 ? choices : [{ keys: ['1'], does: 'back' }],
    noInput: failures('noInput', drawn.noInput),
    noMatch: failures('noMatch', drawn.noMatch),
    otherwise:
      typeof otherwise === 'string'
        ? otherwise
        : 'go' in otherwise
          ? { go: goal(otherwise.go) }
          : code('otherwise', otherwise),
  };
}

/** A menu to which no way leads is refused at boot. */
function reachable(menus: readonly Menu[]): Menus {
  const [first, ...others] = menus;
  if (first === undefined) throw new RangeError('a call needs a menu');
  const reached = [first];
  for (const one of reached) {
    const goals = goalsOf(one);
    reached.push(...others.filter((other) => goals.has(other.name) && !reached.includes(other)));
  }
  return [first, ...others.filter((other) => reached.includes(other))];
}

function goalsOf({ choices, links: ofClass, noInput, noMatch, otherwise }: Menu): ReadonlySet<string> {
  const ways = [...[...choices, ...ofClass, ...noInput, ...noMatch].map(({ does }) => does), otherwise];
  const ends = ways.map((way) => (typeof way === 'object' && 'next' in way ? way.next : way));
  return new Set(ends.flatMap((end) => (typeof end === 'object' && 'go' in end ? [end.go] : [])));
}

/** An entry that can never be reached is refused at boot. */
function longest(
  limits: Pick<Menu, 'attempts' | 'noInputAttempts' | 'noMatchAttempts'>,
  kind: 'noInput' | 'noMatch',
): number {
  const { attempts, [`${kind}Attempts` as const]: own } = limits;
  return Math.min(attempts ?? own ?? 3, own ?? Infinity);
}

function pressesOf(menus: Menus, bursts: readonly Drawn<typeof burst>[]): readonly Press[] {
  const spellings = menus.flatMap(({ choices, links: ofClass }) =>
    [...choices, ...ofClass].flatMap(({ keys: all }) => all),
  );
  let atMs = 0;
  return bursts.flatMap(({ pauseMs, gapMs, choice: index, wildcard, more }) => {
    const spelling = spellings[index % spellings.length] ?? '';
    const typed = (EXPRESSIONS[spelling] ?? spelling)
      .replaceAll(/^_|\[|-?\d\]/g, '')
      .replaceAll(/[XZN.!]/g, String(wildcard));
    return Array.from(`${typed}${more}`, (key, position) => {
      atMs += position === 0 ? pauseMs : gapMs;
      return { key, atMs };
    });
  });
}

/** Waits a little wherever a key or the hang-up would fall on the end of a sound or of a timer. */
function clearOfEdges(menus: Menus, timeline: Timeline): Timeline {
  const { edges } = courseOf(menus, timeline);
  const moments = [...timeline.presses.map(({ atMs }) => atMs), timeline.hangsUpAtMs];
  const first = moments.findIndex((atMs) => edges.some((edgeMs) => Math.abs(edgeMs - atMs) <= FROM_EDGE_MS));
  if (first < 0) return timeline;
  return clearOfEdges(menus, {
    presses: timeline.presses.map((press, index) => (index < first ? press : { ...press, atMs: press.atMs + 60 })),
    hangsUpAtMs: timeline.hangsUpAtMs + 60,
  });
}
