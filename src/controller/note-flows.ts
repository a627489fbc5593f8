import { deadLinks } from '../graph/dead-links.js';
import { matchPattern } from '../dialog/choice-pattern.js';
import type { CallFlow, Choice, MenuNode } from '../dialog/call-flow.js';
import { flatten, type PromptFor, type PromptItem } from '../dialog/prompt.js';
import type { ProblemList } from '../errors/problem-list.js';
import type { CompiledController } from './compile-controller.js';

/** Notes what is as it was written, and may not be what a caller expects. */
export function noteFlows(all: readonly CompiledController[], notes: ProblemList): void {
  for (const compiled of all) {
    const { flow } = compiled;
    noteLinks(flow, flow.links, notes);
    for (const dialog of dialogsOf(compiled, all))
      noteLinks(dialog.flow, linksInside(flow, dialog.flow), notes, flow.name);
    noteForgottenKeys(flow, notes);
  }
}

/**
 * @param links - those that work in the questions of the flow
 * @param of - the class that has them, when it is another one
 */
function noteLinks(flow: CallFlow, links: readonly Choice[], notes: ProblemList, of?: string): void {
  for (const { key, question, why } of deadLinks({ ...flow, links }))
    notes.add('AGI_BOOT_DEAD_LINK', `${flow.name}.${question}`, { key, of, why });
  for (const node of flow.nodes.values()) {
    if (node.kind !== 'menu') continue;
    for (const { pattern } of links) {
      const longer = longerChoice(pattern.text, node);
      const { interDigitTimeoutMs: waitMs } = node;
      if (longer !== undefined)
        notes.add('AGI_BOOT_SLOW_LINK', `${flow.name}.${node.name}`, { key: pattern.text, of, longer, waitMs });
    }
  }
}

/** The choice that keeps a link waiting, unless the menu takes its key itself. */
function longerChoice(key: string, { choices, terminator }: MenuNode): string | undefined {
  const matches = choices.map(({ pattern }) => ({ pattern, match: matchPattern(pattern, key, terminator) }));
  if (matches.some(({ match }) => match.isExact)) return undefined;
  return matches.find(({ match }) => match.canGrow)?.pattern.text;
}

/** The links of a class that work in a dialog it runs. */
function linksInside({ links }: CallFlow, dialog: CallFlow): readonly Choice[] {
  const taken = new Set(dialog.links.filter(({ isAppWide }) => !isAppWide).map(({ pattern }) => pattern.text));
  return links.filter(({ isAppWide, pattern }) => !isAppWide && !taken.has(pattern.text));
}

/** Those that a class runs, and those that they run. */
function dialogsOf(compiled: CompiledController, all: readonly CompiledController[]): ReadonlySet<CompiledController> {
  const found = new Set<CompiledController>();
  const queue = [compiled];
  // Grows while it is walked.
  for (const { subdialogs } of queue)
    for (const { dialog } of subdialogs) {
      const next = all.find(({ controller }) => controller === dialog);
      if (next === undefined || found.has(next)) continue;
      found.add(next);
      queue.push(next);
    }
  return found;
}

/** What must be heard to its end forgets the keys that were pressed before it. Those who stop what comes earlier lose theirs. */
function noteForgottenKeys({ name, nodes }: CallFlow, notes: ProblemList): void {
  for (const node of nodes.values()) {
    if (node.kind === 'step' || node.bargeIn === false) continue;
    const items = [...knownItems(node.greeting), ...knownItems(node.prompt)];
    const stoppable = items.findIndex(({ kind }) => kind !== 'withoutBargeIn');
    const isLate = items.some((item, i) => i > stoppable && item.kind === 'withoutBargeIn' && !item.keepsKeys);
    if (stoppable >= 0 && isLate) notes.add('AGI_BOOT_KEYS_FORGOTTEN', `${name}.${node.name}`);
  }
}

/** What functions give is known only when it is heard. */
function knownItems(prompt: PromptFor = []): readonly PromptItem[] {
  if (typeof prompt === 'function') return [];
  return isList(prompt) ? prompt.flatMap(knownItems) : flatten(prompt, '');
}

// Array.isArray does not narrow a readonly array.
const isList = (prompt: PromptFor): prompt is readonly PromptFor[] => Array.isArray(prompt);
