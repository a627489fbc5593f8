import type { HandlerOptions } from '../decorators/handler-options.js';
import type { GuardAndFilterExits, Handler } from '../dialog/call-flow.js';
import { compileSlow } from './compile-slow.js';
import { compileReturned, compileTaken } from './compile-target.js';
import type { Draft, HandlerRecord, RecordOf } from './draft.js';
import { type KindOf, METHOD_KINDS } from './method-kinds.js';

/** A decorated method and where it may lead. */
export function compileHandler(
  { kind, member, options }: Exclude<HandlerRecord, RecordOf<'Menu' | 'OnHangup'>>,
  draft: Draft,
): Handler {
  const site = { where: `${draft.name}.${member}`, mayListen: METHOD_KINDS[kind].mayListen };
  const { to = [], next, slow, hold, skippable }: HandlerOptions = options;
  checkHold(options, site.where, draft);
  if (skippable !== undefined && typeof skippable !== 'boolean') {
    const problem = 'true or false is needed';
    draft.problems.add('AGI_BOOT_OPTION', site.where, { option: 'skippable', value: skippable, problem });
  }
  const listed: readonly unknown[] = Array.isArray(to) ? to : [];
  if (!Array.isArray(to)) {
    draft.problems.add('AGI_BOOT_OPTION', site.where, {
      option: 'to',
      value: to,
      problem: 'a list of places is needed',
    });
  }
  return {
    method: member,
    to: listed.flatMap((target) => compileReturned(target, { ...site, option: '"to"' }, draft) ?? []),
    next: next === undefined ? undefined : compileTaken(next, { ...site, option: '"next"' }, draft),
    ...((slow !== undefined || hold === false) && {
      slow: { ...compileSlow(slow ?? {}, site, draft), ...(hold === false && { hold }) },
    }),
    ...(skippable !== undefined && { skippable }),
    ...guardAndFilterExitsOf(member, draft),
  };
}

/** A filler and music are heard on a line that is held. */
function checkHold({ hold, slow }: HandlerOptions, where: string, { problems }: Draft): void {
  const told = (['filler', 'music'] as const).find((name) => slow?.[name] !== undefined);
  const problem =
    typeof (hold ?? true) !== 'boolean'
      ? 'true or false is needed'
      : hold === false && told !== undefined
        ? `slow.${told} is heard on a line that is held`
        : undefined;
  if (problem !== undefined) problems.add('AGI_BOOT_OPTION', where, { option: 'hold', value: hold, problem });
}

/** Where the guards and filters of a method may send a call; nothing when it has none. */
export function guardAndFilterExitsOf(
  member: string,
  { pipelines }: Draft,
): { readonly guardAndFilterExits?: GuardAndFilterExits } {
  const { guards = [], filters = [] } = pipelines.get(member) ?? {};
  return guards.length + filters.length === 0 ? {} : { guardAndFilterExits: { guards, filters } };
}

/** A method that a call goes to: returning nothing must lead somewhere. */
export function compileStep(record: RecordOf<KindOf<'step'> | 'Ask'>, draft: Draft): Handler {
  const { to, next, slow }: HandlerOptions = record.options;
  if (next === undefined && (to === undefined || to.length === 0)) {
    draft.problems.add('AGI_BOOT_DEAD_END', `${draft.name}.${record.member}`, { decorator: `@${record.kind}` });
  } else if (slow?.limitMs !== undefined && next === undefined && slow.otherwise === undefined) {
    draft.problems.add('AGI_BOOT_SLOW_DEAD_END', `${draft.name}.${record.member}`);
  }
  return compileHandler(record, draft);
}
