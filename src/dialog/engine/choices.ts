import type { Choice, Question } from '../call-flow.js';
import { DialogLeft } from './dialog-end.js';
import type { LinkInScope } from './links-in-scope.js';
import { type CheckContext, readValue } from '../read/reader.js';
import { runConfirm } from './run-confirm.js';
import { runHandler } from './run-handler.js';
import type { EntryOutcome, WrongEntry } from './run-question.js';
import type { FlowInstance, NodeContext } from './node-context.js';
import type { Destination } from '../step.js';

/** The choices whose `when` is missing or holds now. */
export async function availableChoices(choices: readonly Choice[], instance: FlowInstance): Promise<readonly Choice[]> {
  if (choices.every(({ when }) => when === undefined)) return choices;
  const isOffered = await Promise.all(choices.map(async ({ when }) => when === undefined || instance.evaluate(when)));
  return choices.filter((_, i) => isOffered[i]);
}

/** The entry that made a choice. */
export interface ChoiceEntry {
  readonly kind: 'choice' | 'link';
  readonly digits: string;
  /** Which entry this is, counted from 1. */
  readonly attempt: number;
  readonly question: Question;
  /** The question, for those who are told. */
  readonly where: string;
}

/** Follows a choice, once its reader has accepted it and the caller has confirmed it. Nothing returned by its handler means: the question again, from the start. */
export async function followChoice(
  choice: Choice,
  { kind, digits, attempt, question, where }: ChoiceEntry,
  context: NodeContext,
): Promise<EntryOutcome<Destination>> {
  const { action, confirm, pattern } = choice;
  const given = await inputFor(choice, digits, () => context.checkContext(digits, attempt));
  if (given.kind === 'noMatch') return given;
  if (confirm !== undefined) {
    const prompt = typeof confirm === 'function' ? confirm(digits) : confirm;
    const { timeoutMs } = question;
    if (!(await runConfirm({ timeoutMs, masked: false }, prompt, where, context))) return { kind: 'refused' };
  }
  context.tell({ kind, question: where, keys: pattern.text, digits });
  if (action.kind === 'take') return { kind: 'answered', by: action.destination };
  const destination = (await runHandler(action.handler, given.input, context)) ?? ({ kind: 'repeat' } as const);
  return destination.kind === 'keepListening' ? destination : { kind: 'answered', by: destination };
}

type ChoiceInput = { readonly kind: 'given'; readonly input: unknown } | WrongEntry;

/** What the handler gets: the digits, the groups of an expression, or the value of a reader, which may find that it is none. */
async function inputFor({ pattern }: Choice, digits: string, context: () => CheckContext): Promise<ChoiceInput> {
  switch (pattern.kind) {
    case 'keys':
      return { kind: 'given', input: digits };
    case 'expression':
      return { kind: 'given', input: pattern.expression.exec(digits) };
    case 'reader': {
      const read = await readValue(pattern.reader, digits, context());
      if (read.kind === 'notUnderstood') return { ...read, kind: 'noMatch', digits };
      return { kind: 'given', input: read.value };
    }
  }
}

/**
 * Follows a link: what was typed behind it was meant for the question that is left.
 *
 * @throws DialogLeft when it leads to a place of a class that runs this dialog
 */
export async function followLink(
  link: LinkInScope,
  chosen: ChoiceEntry,
  context: NodeContext,
): Promise<EntryOutcome<Destination>> {
  const { instance } = link;
  context.conversation.forgetKeys();
  const answer = await followChoice(link, chosen, { ...context, instance });
  if (instance === context.instance || answer.kind !== 'answered' || isOfNoClass(answer.by)) return answer;
  throw new DialogLeft({ kind: 'moved', instance, destination: answer.by });
}

/** Whether a step means the same in every class. */
const isOfNoClass = ({ kind }: Destination) => !(kind === 'go' || kind === 'enter' || kind === 'finish');
