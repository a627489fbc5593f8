import type { CallFlow, MenuNode } from './call-flow.js';
import type { Conversation } from './conversation.js';

/** A call flow and the code behind its handlers. The engine knows no class: it runs a method by its name. */
export interface Scene {
  readonly flow: CallFlow;
  run(method: string, input: unknown): Promise<unknown>;
}

/** What one node sees while it runs. */
export interface Stage {
  readonly scene: Scene;
  readonly conversation: Conversation;
  readonly nowMs: () => number;
  /** True once in a call for each menu. */
  firstVisit(menu: MenuNode): boolean;
  onFailure(menu: MenuNode, kind: 'noInput' | 'noMatch', digits: string): void;
}
