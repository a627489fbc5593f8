import { MASKED } from '../../errors/masked.js';
import type { Failure, Handler, Question } from '../call-flow.js';
import { ALL_KEYS } from '../keys.js';
import type { Prompt, PromptFor, PromptItem } from '../prompt.js';
import type { NoMatchReason } from '../read/collection.js';
import type { QuestionContext } from './node-context.js';
import { type Destination, endsCall } from '../step.js';

/** What came of one entry. */
export type EntryOutcome<T> =
  /** It answers the question. */
  | { readonly kind: 'answered'; readonly by: T }
  /** It is wrong, and counted; `prompt` says why, instead of what the question says. */
  | WrongEntry
  /** The caller did not confirm it: counted, but as neither silence nor a wrong entry. */
  | { readonly kind: 'refused' }
  /** The caller took it back: asked again, not counted. */
  | { readonly kind: 'takenBack' }
  /** Another entry, without the prompt; nothing is counted. */
  | { readonly kind: 'keepListening' };

/** An entry that answers nothing. */
export interface WrongEntry {
  readonly kind: 'noMatch';
  readonly digits: string;
  readonly reason: NoMatchReason;
  readonly prompt?: Prompt | undefined;
}

/** What makes a menu a menu, an `@Ask` an `@Ask`, and a `call.ask` a `call.ask`. */
export interface QuestionHooks<T> {
  /** For messages: `SalesController.main`. */
  readonly where: string;
  readonly masked: boolean;
  /** Whatever has to be known before anything is heard; called once a round. */
  beginRound?(): Promise<void>;
  /** A prompt as it is heard now: functions in it are called. */
  say(prompt: PromptFor): Promise<readonly PromptItem[]>;
  /** The keys that an answer can begin with in this round. */
  firstKeys(): string;
  /** What is heard; called once a round that says it, before the sound starts. */
  prompt(): Promise<readonly PromptItem[]>;
  /** Reads an entry whose first key has come. */
  entry(): Promise<EntryOutcome<T>>;
  /** What silence means, where it is an answer. */
  silence?(): Promise<EntryOutcome<T>>;
  /** Runs a handler of a failure. */
  run(handler: Handler, digits: string): Promise<Destination | undefined>;
}

/** How a question ended. */
export type QuestionOutcome<T> =
  | { readonly kind: 'answered'; readonly by: T }
  | { readonly kind: 'usedUp'; readonly reason: 'noInput' | 'noMatch'; readonly digits: string }
  /** A handler of a failure led elsewhere. */
  | { readonly kind: 'left'; readonly destination: Destination };

/**
 * One visit of a question: rounds of prompt and entry, silences and wrong entries counted apart, until there is an answer or
 * the attempts are used up.
 */
export async function runQuestion<T>(
  question: Question,
  hooks: QuestionHooks<T>,
  context: QuestionContext,
): Promise<QuestionOutcome<T>> {
  const { conversation } = context;
  const { bargeIn } = question;
  const counted = { noInput: 0, noMatch: 0, refused: 0 };
  const { masked } = hooks;
  const timeoutMs = Math.min(question.timeoutMs, question.totalTimeoutMs ?? Infinity);
  let before: readonly PromptItem[] = context.greets(question) ? await hooks.say(question.greeting ?? []) : [];
  let isSaid = false;
  for (let round = 1; ; round++) {
    await hooks.beginRound?.();
    const prompt = isSaid ? [] : await promptOf(question, round, hooks);
    const items = before.length === 0 ? prompt : [...before, ...prompt];
    const stopKeys = bargeIn === 'choices' ? stopKeysOf(hooks.firstKeys()) : ALL_KEYS;
    const said = bargeIn === false ? [whole(items)] : items;
    const heard = await conversation.listen(said, { timeoutMs, masked, stopKeys });
    const answer = heard === 'key' ? await hooks.entry() : await hooks.silence?.();
    before = [];
    isSaid = answer?.kind === 'keepListening';
    if (answer?.kind === 'answered') return answer;
    if (answer?.kind === 'keepListening' || answer?.kind === 'takenBack') continue;

    const kind = answer?.kind ?? 'noInput';
    const digits = answer?.kind === 'noMatch' ? answer.digits : '';
    counted[kind]++;
    conversation.forgetKeys();
    const shown = masked && digits !== '' ? MASKED : digits;
    context.tell({ kind: 'failed', question: hooks.where, reason: kind, count: counted[kind], digits: shown });
    const isLast = isUsedUp(question, counted);
    const failure = failureOf(question, answer, counted);
    const failurePrompt = (answer?.kind === 'noMatch' ? answer.prompt : undefined) ?? failure?.prompt;
    if (isLast) {
      const reason = kind === 'noInput' ? 'noInput' : 'noMatch';
      context.tell({ kind: 'usedUp', question: hooks.where, reason });
      if (question.playOnLastAttempt && failurePrompt !== undefined) {
        const isEnd = question.usedUp === undefined && endsCall(question.otherwise);
        await conversation.play(await hooks.say(failurePrompt), !isEnd);
      }
      conversation.forgetKeys();
      return { kind: 'usedUp', reason, digits };
    }
    if (kind === 'refused') continue;
    const destination = failure?.handler && (await hooks.run(failure.handler, digits));
    if (destination !== undefined && destination.kind !== 'keepListening') return { kind: 'left', destination };
    isSaid = destination !== undefined;
    before = await hooks.say(failurePrompt ?? []);
  }
}

function promptOf<T>(question: Question, round: number, hooks: QuestionHooks<T>): Promise<readonly PromptItem[]> {
  const reprompt = atCount(question.reprompts, round);
  return reprompt === undefined ? hooks.prompt() : hooks.say(reprompt.prompt);
}

const whole = (items: readonly PromptItem[]): PromptItem => ({ kind: 'withoutBargeIn', items, keepsKeys: false });

const stopKeysOf = (firstKeys: string) =>
  Array.from(ALL_KEYS)
    .filter((key) => firstKeys.includes(key))
    .join('');

type Counted = Record<'noInput' | 'noMatch' | 'refused', number>;

function isUsedUp(
  { attempts, noInputAttempts, noMatchAttempts }: Question,
  { noInput, noMatch, refused }: Counted,
): boolean {
  return (
    noInput + noMatch + refused >= (attempts ?? Infinity) ||
    noInput >= (noInputAttempts ?? Infinity) ||
    noMatch >= (noMatchAttempts ?? Infinity)
  );
}

/** What answers for the failure that was counted last. */
function failureOf(
  question: Question,
  answer: EntryOutcome<unknown> | undefined,
  counted: Counted,
): Failure | undefined {
  if (answer === undefined) return atCount(question.noInput, counted.noInput);
  if (answer.kind !== 'noMatch') return undefined;
  const fitting = question.noMatch.filter(({ reason }) => reason === undefined || reason === answer.reason);
  // Of one count the one with a reason stands behind the one without.
  return atCount(fitting, counted.noMatch);
}

/** The entry with the highest count that is not above the counter; of equals the last. */
function atCount<E extends { readonly count: number }>(entries: readonly E[], counter: number): E | undefined {
  let found: E | undefined;
  for (const entry of entries) if (entry.count <= counter && entry.count >= (found?.count ?? 0)) found = entry;
  return found;
}
