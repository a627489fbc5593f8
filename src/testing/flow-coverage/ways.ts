import type { CompiledController } from '../../controller/compile-controller.js';
import type { AskNode, CallFlow, Choice, FlowNode, Handler, MenuNode } from '../../dialog/call-flow.js';
import { describe } from '../../dialog/run-handler.js';
import type { JournalEntry } from '../../session/journal.js';

/** Something that a call can do in a flow. */
export interface Way {
  /** The same for every app that is made of the same classes. */
  readonly id: string;
  /** The class. */
  readonly flow: string;
  /** In words: `main: choice 3`. */
  readonly text: string;
}

/** Every way of a controller or a dialog: its routes, nodes, choices, links, failures, endings, and the steps of its handlers. */
export function waysOf({ flow, paths }: CompiledController): readonly Way[] {
  const { name } = flow;
  const way = (id: string, text: string): Way => ({ id, flow: name, text });
  const all = [
    ...paths.map((path) => way(`route ${path}`, `route ${path}`)),
    ...flow.links.map(({ pattern }) => way(`link ${name} ${pattern.text}`, `link ${pattern.text}`)),
    ...[...flow.nodes.values()].flatMap((node) =>
      ofNode(node, name).map(([id, text]) => way(id, `${node.name}: ${text}`)),
    ),
    ...handlersOf(flow).flatMap((handler) => ofHandler(handler, name).map(([id, text]) => way(id, text))),
  ];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}

/** The way that was taken when this happened. */
export function wayTaken(entry: JournalEntry): string | undefined {
  switch (entry.kind) {
    case 'routed':
      return `route ${entry.route}`;
    case 'visited':
      return `visited ${entry.node}`;
    case 'choice':
      return `choice ${entry.question} ${entry.keys}`;
    case 'link':
      return `link ${entry.question.slice(0, entry.question.lastIndexOf('.'))} ${entry.keys}`;
    case 'value':
    case 'cancelled':
      return `${entry.kind} ${entry.question}`;
    case 'failed':
    case 'usedUp':
      return `${entry.kind} ${entry.question} ${entry.reason}`;
    case 'step':
      return entry.why === 'tooLong' ? `tooLong ${entry.handler}` : `step ${entry.handler} ${entry.to ?? ''}`;
    default:
      return undefined;
  }
}

type Named = readonly [id: string, text: string];

function ofNode(node: FlowNode, flow: string): readonly Named[] {
  const at = `${flow}.${node.name}`;
  const visited: Named = [`visited ${at}`, 'never entered'];
  if (node.kind === 'step') return [visited];
  return [visited, ...(node.kind === 'menu' ? ofMenu(node, at) : ofAsk(node, at)), ...ofFailures(node, at)];
}

const ofMenu = ({ choices }: MenuNode, at: string): readonly Named[] =>
  choices.map(({ pattern }) => [`choice ${at} ${pattern.text}`, `choice ${pattern.text}`]);

const ofAsk = ({ cancelKey }: AskNode, at: string): readonly Named[] => [
  [`value ${at}`, 'a value'],
  ...(cancelKey === undefined ? [] : ([[`cancelled ${at}`, `cancelled with ${cancelKey}`]] as const)),
];

function ofFailures(question: MenuNode | AskNode, at: string): readonly Named[] {
  const { attempts, noInputAttempts, noMatchAttempts } = question;
  const silenceIsAnswer = question.kind === 'ask' && question.reader.minDigits === 0;
  const ways: Named[] = [[`failed ${at} noMatch`, 'a wrong entry']];
  if ((attempts ?? noMatchAttempts) !== undefined)
    ways.push([`usedUp ${at} noMatch`, 'attempts used up by a wrong entry']);
  if (silenceIsAnswer) return ways;
  ways.push([`failed ${at} noInput`, 'silence']);
  if ((attempts ?? noInputAttempts) !== undefined) ways.push([`usedUp ${at} noInput`, 'attempts used up by silence']);
  return ways;
}

function handlersOf({ nodes, links }: CallFlow): readonly Handler[] {
  return [...[...nodes.values()].flatMap(ofItsNode), ...links.flatMap(ofChoice)];
}

function ofItsNode(node: FlowNode): readonly Handler[] {
  if (node.kind === 'step') return [node.handler];
  const failed = [...node.noInput, ...node.noMatch].flatMap(({ handler }) => (handler ? [handler] : []));
  const answers = node.kind === 'menu' ? node.choices.flatMap(ofChoice) : [node.handler];
  return [...answers, ...failed, ...(node.usedUp ? [node.usedUp] : [])];
}

const ofChoice = ({ action }: Choice): readonly Handler[] => (action.kind === 'run' ? [action.handler] : []);

function ofHandler({ method, to, then, slow }: Handler, flow: string): readonly Named[] {
  const destinations = [...to.map(({ destination }) => destination), ...(then ? [then] : [])].map(describe);
  const steps = destinations.map((step): Named => [`step ${flow}.${method} ${step}`, `${method}() → ${step}`]);
  return slow?.limitMs === undefined ? steps : [...steps, [`tooLong ${flow}.${method}`, `${method}() takes too long`]];
}
