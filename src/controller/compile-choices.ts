import type { Action, Choice } from '../dialog/call-flow.js';
import type { Answer } from './answers.js';
import { claim, type Claim, entriesOf, settleClaims } from './claims.js';
import { compileTaken, type TargetSite } from './compile-target.js';
import type { Draft } from './draft.js';

/**
 * The choices of one menu: those that need no code, then its `@OnDtmf` methods.
 *
 * @param choices - as written in the options of `@Menu`
 */
export function compileChoices(menu: string, choices: unknown, answers: readonly Answer[], draft: Draft): Choice[] {
  const { problems } = draft;
  const where = `${draft.name}.${menu}`;
  const claims: Claim[] = [];
  for (const [keys, target] of entriesOf(choices, '"choices"', where, problems)) {
    const action = takes(target, { where, option: `choice "${keys}"`, keys }, draft);
    claims.push(...claim(keys, where, { by: `choices of ${menu}`, action }, problems));
  }
  for (const { record, handler, where: at } of answers) {
    if (record.kind !== 'OnDtmf') continue;
    if (record.keys.length === 0) problems.add('AGI_BOOT_KEYS', at, { keys: record.keys, problem: 'it names no key' });
    const wanted = { by: `@OnDtmf ${record.member}`, action: { kind: 'run', handler } } as const;
    for (const keys of record.keys) claims.push(...claim(keys, at, wanted, problems));
  }
  return settleClaims(claims, where, problems);
}

/** A place to go without code. */
export function takes(target: unknown, site: TargetSite, draft: Draft): Action | undefined {
  const destination = compileTaken(target, site, draft);
  return destination && { kind: 'take', destination };
}
