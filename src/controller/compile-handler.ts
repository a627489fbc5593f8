import type { HandlerOptions } from '../decorators/handler-options.js';
import type { Handler } from '../dialog/call-flow.js';
import { compileTarget } from './compile-target.js';
import type { Draft, HandlerRecord, RecordOf } from './draft.js';

/** A decorated method and where it may lead. */
export function compileHandler(
  { member, options }: Extract<HandlerRecord, { readonly options: HandlerOptions }>,
  draft: Draft,
): Handler {
  const where = `${draft.name}.${member}`;
  const { to = [], then } = options;
  const listed: readonly unknown[] = Array.isArray(to) ? to : [];
  if (!Array.isArray(to)) {
    draft.problems.add('AGI_BOOT_OPTION', where, { option: 'to', value: to, problem: 'a list of places is needed' });
  }
  return {
    method: member,
    to: listed.flatMap((target) => compileTarget(target, { where, option: '"to"' }, draft) ?? []),
    then: then === undefined ? undefined : compileTarget(then, { where, option: '"then"' }, draft)?.destination,
  };
}

/** A method that a call goes to: returning nothing must lead somewhere. */
export function compileStep(record: RecordOf<'OnCall' | 'Step'>, draft: Draft): Handler {
  const { to, then } = record.options;
  if (then === undefined && (to === undefined || to.length === 0)) {
    draft.problems.add('AGI_BOOT_DEAD_END', `${draft.name}.${record.member}`, { decorator: `@${record.kind}` });
  }
  return compileHandler(record, draft);
}
