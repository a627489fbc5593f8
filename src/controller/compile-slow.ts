import type { FileName } from '../core/checked-file.js';
import type { SlowOptions } from '../decorators/handler-options.js';
import type { Slow } from '../dialog/call-flow.js';
import { fileOf, flatten, type Prompt } from '../dialog/prompt.js';
import { SLOW_OPTIONS } from './check-options.js';
import { checkOptionNames } from '../question/option-names.js';
import { compileTaken, type TargetSite } from './compile-target.js';
import type { Draft } from './draft.js';
import { validPrompt } from '../question/valid-prompt.js';
import { durationProblem } from '../session/duration-problem.js';

/** What is heard while a handler works, and how long it may. */
export function compileSlow(slow: SlowOptions, site: Omit<TargetSite, 'option'>, draft: Draft): Slow {
  const { where } = site;
  const { problems } = draft;
  if (!checkOptionNames(slow, SLOW_OPTIONS, '"slow"', where, problems)) return {};
  const { fillerAfterMs, filler, music, limitMs, otherwise } = slow;
  for (const [name, value] of Object.entries({ fillerAfterMs, limitMs })) {
    const problem = durationProblem(value);
    if (problem !== undefined) problems.add('AGI_BOOT_OPTION', where, { option: `slow.${name}`, value, problem });
  }
  if (music !== undefined && (typeof music !== 'string' || /\p{Cc}/u.test(music))) {
    const problem = 'the name of a class of music on hold is needed';
    problems.add('AGI_BOOT_OPTION', where, { option: 'slow.music', value: music, problem });
  }
  const late = otherwise && compileTaken(otherwise, { ...site, option: '"slow.otherwise"' }, draft);
  return { fillerAfterMs, filler: fillerFiles(filler, where, draft), music, limitMs, ...(late && { otherwise: late }) };
}

/** What a SAY command says cannot be cut when the work is done. */
function fillerFiles(filler: Prompt | undefined, where: string, { problems }: Draft): FileName[] {
  const option = 'slow.filler';
  const valid = validPrompt(filler, option, where, problems) ?? [];
  return flatten(valid, where).flatMap((item) => {
    if (item.kind === 'file') return fileOf(item);
    problems.add('AGI_BOOT_PROMPT', where, {
      option,
      value: item.kind,
      problem: 'is not a sound file: only that can be cut when the work is done',
    });
    return [];
  });
}
