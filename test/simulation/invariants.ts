import type { CallEvent } from '../../src/testing/call-event.js';
import { CLASS_OF } from './hotline.js';
import { PINS } from './plan.js';
import type { CallEvidence, Evidence } from './run.js';

/** What must hold after every run: a sentence, and what is against it. */
export interface Invariant {
  readonly name: string;
  /** @returns what is wrong, a line each */
  readonly check: (evidence: Evidence) => readonly string[];
}

const ofCalls = (name: string, check: (call: CallEvidence, evidence: Evidence) => readonly string[]): Invariant => ({
  name,
  check: (evidence) =>
    evidence.calls.flatMap((call, i) => check(call, evidence).map((problem) => `call ${i}: ${problem}`)),
});

/** The one journal of a call that said who it is. */
const journalOf = ({ journals }: CallEvidence) => journals[0] ?? [];
const endOf = (call: CallEvidence) => journalOf(call).find((entry) => entry.kind === 'ended');
const times = (items: readonly string[], item: string) => items.filter((each) => each === item).length;

/** Keys that Asterisk handed to the app, by its answers: read here from the lines alone. */
function keysToldByAsterisk(events: readonly CallEvent[]): string {
  let keys = '';
  let command = '';
  for (const event of events) {
    if (event.kind === 'command') command = event.line;
    if (event.kind !== 'reply') continue;
    const answer = /^200 result=(\S*) ?(.*)$/.exec(event.text);
    if (answer === null) continue;
    const [, result = '', rest = ''] = answer;
    const most = /^GET DATA \S+ \d+ (\d+)/i.exec(command)?.[1];
    if (most !== undefined) {
      if (!/^[\d*#]*$/.test(result)) continue;
      keys += result;
      // The # that ends an entry is not among its keys.
      if (!rest.includes('timeout') && result.length < Number(most)) keys += '#';
    } else if (/^(?:WAIT FOR DIGIT|STREAM FILE|CONTROL STREAM FILE|SAY|GET OPTION)/i.test(command)) {
      const code = Number(result);
      // SAY answers 1 where it says nothing.
      if (code > 1) keys += String.fromCharCode(code);
    }
  }
  return keys;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const each of part) {
    at = whole.indexOf(each, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const STATUS: Readonly<Record<string, string>> = {
  dialplan: 'OK',
  callerHungUp: 'HANGUP',
  appHungUp: 'HANGUP',
  redirected: 'HANGUP',
  connectionLost: 'HANGUP',
  error: 'ERROR',
  notFound: 'NOTFOUND',
  refused: 'REFUSED',
  drained: 'DRAINED',
};

export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'an app that is not full takes calls',
    check: ({ isListening }) => (isListening ? [] : ['the port is shut, and no call is here']),
  },
  {
    name: 'nothing is left: no call, no timer, no rejection that nobody awaits',
    check: ({ timersLeft, callsLeft, uncaught, closeReport }) => [
      ...(callsLeft > 0 ? [`${callsLeft} calls`] : []),
      ...(timersLeft > 0 ? [`${timersLeft} timers`] : []),
      ...(closeReport === undefined ? ['the app never closed'] : []),
      ...uncaught.map((reason) => `uncaught: ${reason instanceof Error ? (reason.stack ?? '') : String(reason)}`),
    ],
  },
  {
    name: 'every call ends, and no handler is left but those whose database never answers',
    check: ({ calls, unanswered }) => {
      const running = calls.reduce((sum, { notes }) => sum + (notes?.running ?? 0), 0);
      return [
        ...calls.flatMap(({ virtual }, i) => (virtual.isOver ? [] : [`call ${i}: Asterisk still has it`])),
        ...(running <= unanswered
          ? []
          : [`${running} handlers have not come back, ${unanswered} wait for the database`]),
      ];
    },
  },
  ofCalls('every call is told once, and its end last', ({ journals }) => {
    const [first, ...more] = journals;
    if (more.length > 0) return [`${journals.length} listeners were made for it`];
    if (first === undefined) return [];
    const kinds = first.map(({ kind }) => kind);
    return [
      ...(times(kinds, 'called') === 1 && kinds[0] === 'called' ? [] : [`begins with ${kinds.slice(0, 3).join(', ')}`]),
      ...(times(kinds, 'ended') === 1 && kinds.at(-1) === 'ended' ? [] : [`ends with ${kinds.slice(-3).join(', ')}`]),
    ];
  }),
  ofCalls('services of the app learn once how each call ended, and the same as the journal', (call) => {
    const { notes } = call;
    if (notes === undefined) return [];
    const kinds = notes.outcomes.map(({ kind }) => kind);
    const end = endOf(call);
    return kinds.length === 1 && kinds[0] === end?.end
      ? []
      : [`told ${kinds.join(', ') || 'nothing'}, not ${end?.end}`];
  }),
  ofCalls('what a call made is told and disposed once, the newest first', (call) => {
    const { notes } = call;
    if (notes === undefined) return [];
    const { made, disposed, told } = notes;
    const services = made.filter((name) => name === 'Draft' || name === 'Basket');
    const hooked = services.toReversed();
    return [
      ...(disposed.join() === made.toReversed().join() ? [] : [`made ${made.join()}, disposed ${disposed.join()}`]),
      ...(told.join() === hooked.join() ? [] : [`made ${services.join()}, told ${told.join()}`]),
    ];
  }),
  ofCalls('@OnHangup runs once for each class that the caller entered, and only when they are gone', (call) => {
    const { notes, plan } = call;
    const end = endOf(call);
    if (notes === undefined || end === undefined) return [];
    const isGone = ['callerHungUp', 'appHungUp', 'redirected', 'connectionLost', 'drained'].includes(end.end);
    const own = CLASS_OF[plan.path];
    const wanted = journalOf(call).some((entry) => entry.kind === 'visited' && entry.node.startsWith(`${own}.`));
    return [
      // A dialog that is run again is made anew.
      ...[...new Set(notes.hungUp)]
        .filter((name) => times(notes.hungUp, name) > times(notes.made, name))
        .map((name) => `@OnHangup of ${name} ran too often`),
      ...(isGone && own !== undefined && wanted && !notes.hungUp.includes(own)
        ? [`@OnHangup of ${own} never ran: ${end.end}`]
        : []),
      ...(end.end === 'dialplan' && notes.hungUp.length > 0
        ? [`@OnHangup ran, and the call ended in the dialplan`]
        : []),
    ];
  }),
  ofCalls('no command after the end', ({ sent, sentAtEnd }) =>
    sentAtEnd === undefined || sent.length === sentAtEnd ? [] : sent.slice(sentAtEnd).map((line) => line.trim()),
  ),
  ofCalls('no key is lost between Asterisk and the app, and none is counted twice', (call) => {
    const { virtual } = call;
    const journal = journalOf(call);
    if (journal.length === 0) return [];
    const told = keysToldByAsterisk(virtual.events);
    const noted = journal.flatMap((entry) => (entry.kind === 'key' ? [entry.key] : [])).join('');
    const masked = [...told].map((key, i) => (noted[i] === '•' ? '•' : key)).join('');
    // What was on its way when the connection broke, or when the app gave the call back, never came.
    const wasLeft =
      call.plan.wire.fault !== undefined || journal.some((entry) => entry.kind === 'hungUp' && entry.by === 'drained');
    const isRight = wasLeft ? masked.startsWith(noted) : masked === noted;
    const used = journal
      .flatMap((entry) =>
        entry.kind === 'choice' || entry.kind === 'link' || entry.kind === 'value' || entry.kind === 'failed'
          ? [entry.digits]
          : [],
      )
      .join('');
    return [
      ...(isRight ? [] : [`Asterisk told ${told}, the journal has ${noted}`]),
      ...(/[•[]/.test(used) || isSubsequence(used, noted) ? [] : [`${used} was counted of ${noted}`]),
    ];
  }),
  ofCalls('no value but what Asterisk meant', ({ notes, plan }) =>
    (notes?.reads ?? []).flatMap(({ what, got, wanted }) => {
      const meant = what === 'NOTE' ? plan.note : wanted;
      return got === meant ? [] : [`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(meant)}`];
    }),
  ),
  {
    name: 'no secret outside: what the masked question took stands nowhere, unless the caller typed it elsewhere as well',
    check: ({ calls, log }) => {
      const journals = calls.flatMap((call) => journalOf(call));
      const typedOpenly = journals
        .map((entry) => ('digits' in entry && entry.question !== 'SignIn.pin' ? entry.digits : ''))
        .join(' ');
      const outside = [...log, ...journals.map((entry) => JSON.stringify(entry))];
      return PINS.filter((pin) => !typedOpenly.includes(pin)).flatMap((pin) =>
        outside.filter((text) => text.includes(pin)).map((text) => text.slice(0, 300)),
      );
    },
  },
  ofCalls('the dialplan is told what the journal says', (call) => {
    const end = endOf(call);
    const { virtual, plan } = call;
    if (end === undefined || end.end === 'connectionLost' || plan.wire.fault !== undefined) return [];
    // Asterisk closes the connection at a hang-up, or the channel was gone before.
    if ((plan.exitOnHangup === 'yes' && virtual.isHungUp) || plan.inHangupHandler) return [];
    const told = virtual.variables['OFFHOOK_STATUS'];
    return told === STATUS[end.end] ? [] : [`OFFHOOK_STATUS is ${told}, and it ended as ${end.end}`];
  }),
  {
    name: 'no message is lost: what a caller said and did not take back is found by somebody',
    check: ({ plan, calls, messages, log }) => {
      if (plan.world.kind !== 'company' || plan.log !== 'works') return [];
      return calls.flatMap((call, i) => {
        const { virtual, plan: planned } = call;
        // What Asterisk went on to record when the app had left is found at the next start.
        if (planned.wire.fault !== undefined || endOf(call)?.end === 'drained') return [];
        const recorded = new Map<string, number>();
        for (const event of virtual.events) if (event.kind === 'recorded') recorded.set(event.name, event.durationMs);
        const said = [...recorded].flatMap(([name, durationMs]) => (durationMs > 0 ? [name] : []));
        // The app says at its end which ones still have to wait.
        const isKnown = (name: string) =>
          messages.includes(name) ||
          log.some(
            (line) => line.includes('messages have no ticket yet') && line.includes(name.split('/').at(-1) ?? name),
          );
        return said.filter((name) => !isKnown(name)).map((name) => `call ${i}: ${name}`);
      });
    },
  },
  {
    name: 'the log has one end of each call, and no line that a caller forged',
    check: ({ plan, calls, log }) => {
      if (plan.log !== 'works') return [];
      const lines = log.map((line) => JSON.parse(line) as { readonly msg?: string; readonly call?: string });
      return calls.flatMap((call, i) => {
        const end = endOf(call);
        // Whom nobody took has a warning instead, and many of them are counted.
        const isTaken = journalOf(call).some(({ kind }) => kind === 'visited');
        if (end === undefined || !isTaken) return [];
        const ends = lines.filter(
          ({ msg, call: id }) => id === call.id && (msg === 'the call is over' || msg === 'the call failed'),
        );
        return ends.length === 1 ? [] : [`call ${i}: ${ends.length} lines say how it ended`];
      });
    },
  },
];

/** What is wrong with a run; nothing when all holds. */
export const findBroken = (
  evidence: Evidence,
): readonly { readonly name: string; readonly problems: readonly string[] }[] =>
  INVARIANTS.flatMap(({ name, check }) => {
    const problems = check(evidence);
    return problems.length === 0 ? [] : [{ name, problems }];
  });
