import type {
  AskNode,
  Choice,
  FlowNode,
  Handler,
  MenuNode,
  Question,
  StepNode,
} from '../../../src/dialog/call-flow.js';
import { parseKeyPattern, type KeyPattern } from '../../../src/core/key-pattern.js';
import { menu, type Prompt } from '../../../src/dialog/prompt.js';
import { leave, type Destination } from '../../../src/dialog/step.js';
import type { Code, TestApp, TestFlow } from './test-flow.js';

/** A node and what it brings along. */
interface Part {
  readonly node: FlowNode;
  readonly code: Readonly<Record<string, Code>>;
}

export interface FlowOptions {
  readonly name?: string;
  readonly links?: readonly Choice[];
  readonly code?: Readonly<Record<string, Code>>;
  readonly isSubdialog?: boolean;
}

/** The flow begins at its first node. */
export function flowOf([first, ...others]: readonly [Part, ...Part[]], options: FlowOptions = {}): TestFlow {
  const { name = 'Test', links = [], code = {}, isSubdialog = false } = options;
  const parts = [first, ...others];
  const nodes = new Map(parts.map(({ node }) => [node.name, node]));
  return {
    flow: { name, start: first.node.name, nodes, isSubdialog, links },
    code: Object.assign({}, ...parts.map((part) => part.code), code),
  };
}

const KINDS = ['go', 'enter', 'repeat', 'keepListening', 'back', 'finish', 'giveUp', 'hangUp', 'leave'] as const;

/** A method that may lead anywhere. */
export const handler = (method: string, options: Partial<Handler> = {}): Handler => ({
  method,
  // `any` says that only the kind counts.
  to: KINDS.map((kind) => ({ destination: { kind } as Destination, any: true })),
  next: undefined,
  ...options,
});

/** A key or a pattern that runs a method; a destination instead needs no code. */
export const choice = (
  text: string,
  action: string | Destination | Handler,
  when?: (self: never) => boolean | Promise<boolean>,
): Choice => ({
  pattern: pattern(text),
  action:
    typeof action === 'string'
      ? { kind: 'run', handler: handler(action) }
      : 'method' in action
        ? { kind: 'run', handler: action }
        : { kind: 'take', destination: action },
  ...(when && { when }),
});

export const choices = (actions: Readonly<Record<string, string | Destination>>): Choice[] =>
  Object.entries(actions).map(([text, action]) => choice(text, action));

export const QUESTION: Omit<Question, 'name'> = {
  greetEveryVisit: false,
  reprompts: [],
  bargeIn: true,
  playOnLastAttempt: false,
  noInput: [],
  noMatch: [],
  attempts: 3,
  noInputAttempts: undefined,
  noMatchAttempts: undefined,
  timeoutMs: 5_000,
  interDigitTimeoutMs: 2_000,
  totalTimeoutMs: undefined,
  settleMs: 500,
  terminator: '#',
  typeAhead: true,
  otherwise: leave().destination,
};

/** A menu that says `prompt`; a function is called each time, as a method is. */
export function menuPart({
  prompt,
  ...node
}: Partial<Omit<MenuNode, 'prompt'>> & {
  readonly name: string;
  readonly prompt: Prompt | ((app: TestApp) => Prompt | Promise<Prompt>);
}): Part {
  const say: Code = async (_, app) => menu(typeof prompt === 'function' ? await prompt(app) : prompt);
  return { node: { ...QUESTION, kind: 'menu', choices: [], ...node }, code: { [node.name]: say } };
}

/** A question; its method `got` gets the value. */
export function askPart(node: Partial<AskNode> & Pick<AskNode, 'name' | 'prompt' | 'reader'>): Part {
  return { node: { ...QUESTION, kind: 'ask', cancelKey: '*', handler: handler('got'), ...node }, code: {} };
}

export function stepPart(name: string, code: Code, options: Partial<Handler> = {}): Part {
  const node: StepNode = { kind: 'step', name, handler: handler(name, options) };
  return { node, code: { [name]: code } };
}

function pattern(text: string): KeyPattern {
  const parsed = parseKeyPattern(text);
  if (typeof parsed === 'string') throw new Error(`${text}: ${parsed}`);
  return parsed;
}
