import { variableNameProblem } from '../core/variable-name.js';
import { resolveClass } from '../decorators/class-ref.js';
import { readRecords } from '../decorators/read-records.js';
import type { MethodRecord, ParameterRecord } from '../decorators/records.js';
import { whichIsMeant } from '../errors/did-you-mean.js';
import { CIRCULAR_IMPORT, type ProblemText } from '../errors/catalogue/wording.js';
import { printable } from '../errors/printable.js';
import type { Draft } from './draft.js';

/** Looks at where the parameter decorators of a class stand, and whether each finds what it gives. */
export function checkParameters(
  parameters: readonly ParameterRecord[],
  paths: readonly (string | RegExp)[],
  { name, role, records, problems }: Draft,
): void {
  for (const parameter of parameters) {
    const { decorator, index, member = 'constructor' } = parameter;
    const kinds = records.filter((record) => record.member === member).map(({ kind }) => kind);
    const mistakes = [
      ...placeMistakesOf(parameter, parameters, kinds),
      ...needMistakesOf(parameter.needs, kinds, role === 'dialog' ? undefined : paths),
    ];
    for (const problem of mistakes) {
      problems.add('AGI_BOOT_PARAMETER', `${name}.${String(member)}`, { decorator, index, problem });
    }
  }
}

type Kind = MethodRecord['kind'];

/** @param kinds - the decorators of the method */
function placeMistakesOf(
  parameter: ParameterRecord,
  all: readonly ParameterRecord[],
  kinds: readonly Kind[],
): ProblemText[] {
  const { member, isStatic, index } = parameter;
  const mistakes: ProblemText[] = [];
  // Whatever the types say: JavaScript and casts put it on a property.
  if (typeof index !== 'number') return [['does nothing there.', 'Put it on a parameter of a handler.']];
  if (member === undefined)
    mistakes.push(['belongs on a parameter of a handler.', 'Inject Call here instead, and ask it.']);
  else if (isStatic || kinds.length === 0)
    mistakes.push([
      'does nothing: no decorator makes the method a handler.',
      'Decorate the method, or take this away.',
    ]);
  const first = all.find((each) => each.member === member && each.isStatic === isStatic && each.index === index);
  if (first !== undefined && first !== parameter)
    mistakes.push([`is not alone: ${first.decorator} stands there too.`, 'Keep one.']);
  return mistakes;
}

/** @param paths - `undefined` for a dialog, which has none */
function needMistakesOf(
  needs: ParameterRecord['needs'],
  kinds: readonly Kind[],
  paths: readonly (string | RegExp)[] | undefined,
): ProblemText[] {
  switch (needs?.kind) {
    case 'argument':
      return Number.isInteger(needs.position) && needs.position >= 1
        ? []
        : [['needs a position.', 'Give it a whole number from 1.']];
    case 'variable':
      return variableMistakesOf(needs.name);
    case 'param':
      return pathMistakesOf(needs.name, paths);
    case 'digits':
      return kinds.some((kind) => kind === 'Ask' || kind === 'OnAttemptsUsedUp')
        ? [['finds no keys here.', 'Take it away: the first parameter without a decorator gets what the caller gave.']]
        : [];
    case 'dialog':
      return dialogMistakesOf(needs.dialog, kinds);
    case undefined:
      return [];
  }
}

function variableMistakesOf(name: string): ProblemText[] {
  const problem = variableNameProblem(name);
  return problem === undefined ? [] : [[`cannot read "${printable(name)}": ${problem}.`, '']];
}

function pathMistakesOf(name: string, paths: readonly (string | RegExp)[] | undefined): ProblemText[] {
  if (paths === undefined) return [[`asks for ":${name}", but a dialog has no path.`, 'Give the dialog an @Input.']];
  const path = paths.find((each) => !paramsOf(each).includes(name));
  if (path === undefined) return [];
  const hint = whichIsMeant(name, paramsOf(path));
  return [[`asks for ":${name}", which is not in the path "${printable(path)}".`, hint || 'Add it to the path.']];
}

/** Names of a path; of an expression those of its groups, which have numbers besides. */
function paramsOf(path: string | RegExp): string[] {
  if (typeof path === 'string') return [...path.matchAll(/:(\w+)/g)].map(([part]) => part.slice(1));
  // An expression that may match nothing as well shows its groups.
  const groups = new RegExp(`${path.source}|`, path.flags).exec('');
  const numbers = Array.from({ length: (groups?.length ?? 1) - 1 }, (_, i) => String(i + 1));
  return [...Object.keys(groups?.groups ?? {}), ...numbers];
}

function dialogMistakesOf(dialog: unknown, kinds: readonly Kind[]): ProblemText[] {
  const found = resolveClass(dialog);
  if (found === undefined) return [['leads to no class.', `${CIRCULAR_IMPORT} Write () => TheClass.`]];
  if (readRecords(found).dialog === undefined)
    return [[`leads to ${printable(found.name)}, which has no @Dialog.`, 'Put it on that class.']];
  return kinds.some((kind) => kind === 'Menu' || kind === 'OnHangup')
    ? [
        [
          'cannot run a dialog here: a @Menu only says what is heard, and after a hang-up nobody is there.',
          'Move it to a @Step.',
        ],
      ]
    : [];
}
