import { Conversation } from '../../../src/dialog/line/conversation.js';
import { flatten } from '../../../src/dialog/prompt.js';
import { type DialogEnd, DialogLeft } from '../../../src/dialog/engine/dialog-end.js';
import { runDialog } from '../../../src/dialog/engine/run-dialog.js';
import type { DialogContext } from '../../../src/dialog/engine/walk.js';
import { runSubdialog } from '../../../src/dialog/engine/run-subdialog.js';
import type { FlowInstance } from '../../../src/dialog/engine/node-context.js';
import { waitFor } from '../../../src/dialog/line/wait-for.js';
import { type Token, token } from '../../../src/dialog/token.js';
import { HangUpError } from '../../../src/errors/hang-up-error.js';
import type { Happening } from '../../../src/session/journal.js';
import type { TestApp, TestFlow } from './test-flow.js';
import type { FlowLine } from './flow-line.js';
import { Line, type LineOptions } from './line.js';
import { shortForm } from './short-form.js';
import type { Timeline } from './timeline.js';

/** What a reader's check asks for to get at the app of its call. */
export const TEST_APP = token<TestApp>('TestApp');

/** How a call through a flow went. */
export interface Run {
  /** Methods that ran, with what the caller gave them, in order. What says the prompt of a menu is not among them. */
  readonly handlers: readonly (readonly [name: string, input: unknown])[];
  /** How often each sound began; one that went on after a click began once. */
  readonly prompts: Readonly<Record<string, number>>;
  readonly end: DialogEnd | { readonly kind: 'callerHungUp' } | { readonly kind: 'error'; readonly error: unknown };
  /** Failures that did not use up the attempts: `noInput`, `noMatch 99`. */
  readonly failures: readonly string[];
  /** Commands and replies: see {@link shortForm}. */
  readonly wire: readonly string[];
  /** Sounds that Asterisk did not have. */
  readonly missing: readonly string[];
  /** Times in which nobody listened, where they are long. */
  readonly gaps: readonly number[];
  /** Nodes that were visited. */
  readonly visited: readonly string[];
  /** What a log would show of the wire. */
  readonly trace: readonly string[];
  /** Keys that Asterisk lost, where that is known. */
  readonly lostKeys: readonly string[] | undefined;
  readonly durationMs: number;
  readonly signal: AbortSignal;
}

/** @param enter - other flows, by the key of a step */
export interface RunOptions extends LineOptions {
  readonly enter?: (key: object) => TestFlow;
}

/**
 * Takes a call through a flow: the engine, the wire and the virtual Asterisk are the real ones, the caller does what the
 * timeline says, and the clock moves when nothing else can happen.
 */
export async function runFlow(test: TestFlow, timeline: Timeline, options: RunOptions = {}): Promise<Run> {
  const line = new Line(options);
  await line.answer();
  return runFlowOn(line, test, timeline, options);
}

/** The same on any line. */
export async function runFlowOn(
  line: FlowLine,
  test: TestFlow,
  timeline: Timeline,
  options: Pick<RunOptions, 'enter'> = {},
): Promise<Run> {
  for (const deed of timeline) line.plan(deed);
  const notes = {
    handlers: [] as [string, unknown][],
    failures: [] as string[],
    missing: [] as string[],
    visited: [] as string[],
    gaps: [] as number[],
  };
  const tell = (happening: Happening) => {
    if (happening.kind === 'soundMissing') notes.missing.push(happening.sound);
    if (happening.kind === 'gap') notes.gaps.push(happening.durationMs);
    if (happening.kind === 'visited') notes.visited.push(happening.node.slice(happening.node.indexOf('.') + 1));
    if (happening.kind === 'failed' && happening.reason !== 'refused')
      notes.failures.push(`${happening.reason} ${happening.digits}`.trimEnd());
    // Their last failure used them up.
    if (happening.kind === 'usedUp') notes.failures.pop();
  };
  let blockedMs = 0;
  const conversation = new Conversation(line.channel, {
    clock: {
      nowMs: () => line.clock.nowMs() + blockedMs,
      after: (delayMs, run) => line.clock.after(delayMs, run),
    },
    tell,
  });
  const app: TestApp = {
    line,
    conversation,
    play: (...prompts) => conversation.play(flatten(prompts, 'play()')),
    // A value was asked for only where one was given.
    takes: (ms, value) => new Promise((resolve) => void line.clock.after(ms, () => resolve(value as never))),
    blocksFor: (ms) => (blockedMs += ms),
    waitFor: (work, waitOptions) => waitFor(work, waitOptions, { conversation, signal: line.signal }),
    runDialog: (dialog) => runSubdialog(instanceOf(dialog), first, context),
  };

  function instanceOf({ flow, code }: TestFlow): FlowInstance {
    return {
      flow,
      async run(method, input) {
        if (flow.nodes.get(method)?.kind !== 'menu') notes.handlers.push([method, input]);
        return (code[method] ?? leaves)(input, app);
      },
      // Nothing here has a controller: functions of the flow are called with the app.
      evaluate: async (declared) => declared(app as never),
    };
  }

  const context: DialogContext = {
    conversation,
    enter: (key) => {
      if (options.enter === undefined) throw new Error('this flow enters no other');
      return instanceOf(options.enter(key));
    },
    liveCommands: () => line.liveCommands,
    nowMs: () => line.clock.nowMs(),
    tell,
    greeted: new Set(),
    running: [],
    checkContext: (digits, attempt) => ({ signal: line.signal, digits, attempt, get: appOnly }),
  };

  const first = instanceOf(test);
  const end = await line.until(runDialog(first, context).catch(howItBroke));
  const durationMs = line.clock.nowMs() - line.startMs;
  await line.settle();
  const { prompts, lostKeys, signal } = line;
  const trace = [...line.trace];
  const wire = shortForm(line.events, line.startMs);
  line.close();
  return { ...notes, end, wire, durationMs, prompts, trace, lostKeys, signal };

  function appOnly<T>(asked: Token<T>): T {
    if (asked !== TEST_APP) throw new Error('there are no services in these tests');
    // What was asked for is what is given.
    return app as T;
  }
}

const leaves = () => ({ destination: { kind: 'leave', place: undefined } });

/** As the app takes it. */
function howItBroke(error: unknown): Run['end'] {
  if (error instanceof DialogLeft && error.end.kind !== 'moved') return error.end;
  return error instanceof HangUpError ? { kind: 'callerHungUp' } : { kind: 'error', error };
}
