import type { BoundRecord } from '../decorators/records.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import { compileBound, KINDS } from './compile-bound.js';
import type { Draft } from './draft.js';

/**
 * What is bound to a class and to its handlers. Those of its handlers go into the draft.
 *
 * @param start - where the class begins
 * @param around - what is bound to the app
 * @returns what is bound to the class; interceptors and pipes of the app come first. The app's guards and filters are its own
 */
export function compilePipelines(
  bound: readonly BoundRecord[],
  start: string,
  around: Pipeline,
  draft: Draft,
): Pipeline {
  const ofClass = bound.filter(({ member }) => member === undefined);
  for (const member of new Set(bound.map((record) => record.member))) {
    if (member === undefined) continue;
    const own = bound.filter((record) => record.member === member);
    const where = `${draft.name}.${String(member)}`;
    if (!checkPlace(own, where, draft) || typeof member !== 'string') continue;
    draft.pipelines.set(member, compileBound(own, { where }, draft));
  }
  const own = compileBound(ofClass, { where: draft.name, start }, draft);
  return {
    ...own,
    interceptors: [...around.interceptors, ...own.interceptors],
    pipes: [...around.pipes, ...own.pipes],
  };
}

/** Pipes work wherever there are parameters; the others need somebody on the line. */
function checkPlace(own: readonly BoundRecord[], where: string, { records, problems }: Draft): boolean {
  const idle = own.filter(({ member, isStatic, kind }) => {
    const roles = records.filter((record) => record.member === member && !isStatic);
    return !roles.some((record) => kind === 'pipe' || record.kind !== 'OnHangup');
  });
  if (idle.length === 0) return true;
  problems.add('AGI_BOOT_BOUND_NOWHERE', where, {
    decorators: [...new Set(idle.map(({ kind }) => KINDS[kind].decorator))],
  });
  return false;
}
