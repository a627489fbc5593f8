import { OffhookError } from '../../errors/offhook-error.js';
import { DialogLeft } from './dialog-end.js';
import { runDialog } from './run-dialog.js';
import type { DialogContext } from './walk.js';
import type { FlowInstance } from './node-context.js';

/** What a sub-dialog gives the handler that ran it. */
export type SubdialogResult<V> =
  | { readonly kind: 'finished'; readonly value: V }
  /** Its attempts were used up, or the caller went back from its first question. */
  | { readonly kind: 'gaveUp'; readonly reason: 'noInput' | 'noMatch' | 'back'; readonly value: undefined };

/** Sub-dialogs within each other. */
const DEEPEST = 12;

/**
 * Runs a dialog inside a handler.
 *
 * @param by - whose handler it is
 * @throws DialogLeft when the dialog hung up or left; OffhookError when dialogs run each other in a circle
 */
export async function runSubdialog(
  instance: FlowInstance,
  by: FlowInstance,
  context: DialogContext,
): Promise<SubdialogResult<unknown>> {
  const { running } = context;
  if (running.length >= DEEPEST)
    throw new OffhookError('AGI_DIALOG_DEPTH', { path: [...running.map(({ name }) => name), instance.flow.name] });
  running.push({ name: instance.flow.name, by });
  try {
    const end = await runDialog(instance, context);
    if (end.kind === 'finish') return { kind: 'finished', value: end.value };
    if (end.kind === 'gaveUp') return { ...end, value: undefined };
    throw new DialogLeft(end);
  } finally {
    running.pop();
  }
}
