import type { CallFlow } from '../../../src/dialog/call-flow.js';
import type { Conversation } from '../../../src/dialog/line/conversation.js';
import type { Prompt } from '../../../src/dialog/prompt.js';
import type { SubdialogResult } from '../../../src/dialog/engine/run-subdialog.js';
import type { WaitOptions } from '../../../src/dialog/line/wait-for.js';
import type { FlowLine } from './flow-line.js';

/** What a handler does. It gets what the caller gave, and what apps have. */
export type Code = (input: unknown, app: TestApp) => unknown;

/** A call flow as a controller would be compiled to, and the code behind its methods. What has no code leaves to the dialplan. */
export interface TestFlow {
  readonly flow: CallFlow;
  readonly code: Readonly<Record<string, Code>>;
}

/** What a handler can do in these tests. */
export interface TestApp {
  readonly line: FlowLine;
  readonly conversation: Conversation;
  play(...prompts: Prompt[]): Promise<unknown>;
  /** Work that is no command and takes so long. */
  takes<T>(ms: number, value?: T): Promise<T>;
  /** Work that lets nothing else happen meanwhile. */
  blocksFor(ms: number): void;
  waitFor<T>(work: (signal: AbortSignal) => Promise<T>, options: WaitOptions): Promise<unknown>;
  runDialog(dialog: TestFlow): Promise<SubdialogResult<unknown>>;
}
