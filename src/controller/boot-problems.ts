import { printable } from '../errors/printable.js';

/**
 * What can be wrong with a controller: code → sentence (what, why it matters where that is not plain, what to do). The place
 * comes before it and the code after it. `docs/errors.md` explains each one.
 */
export const bootProblems = {
  // The class.
  AGI_BOOT_NOT_A_CONTROLLER: () => 'is listed as a controller, but has no @AgiController(path). Put it on the class.',
  AGI_BOOT_PATH: (f: { path: unknown }) =>
    `its path is ${quote(f.path)}, but text is needed: @AgiController("/sales").`,
  AGI_BOOT_NO_START: (f: { menus: readonly string[] }) =>
    f.menus.length === 0
      ? 'nothing says where a call begins. Put @OnCall on the method that runs first.'
      : `nothing says where a call begins: there is no @OnCall and more than one menu (${list(f.menus)}). Add start: "${f.menus[0]}", or an @OnCall method.`,
  AGI_BOOT_TWO_STARTS: (f: { starts: readonly string[] }) =>
    `a call begins in one place, but here are ${f.starts.length}: ${list(f.starts)}. Keep one.`,
  AGI_BOOT_TYPE_MISSING: (f: { problem: string }) => f.problem,

  // The members.
  AGI_BOOT_NOT_A_METHOD: (f: { decorator: string; isStatic: boolean }) =>
    `${f.decorator} stands on ${f.isStatic ? 'a static member' : 'something that is no method'}. It needs an instance method.`,
  AGI_BOOT_TWO_ROLES: (f: { decorators: readonly string[] }) =>
    `has ${list(f.decorators)}, which do not go together. Move one of them to a method of its own.`,
  AGI_BOOT_DEAD_END: (f: { decorator: string }) =>
    `${f.decorator} says nowhere to go next. Add "then", or "to" with the steps that the method returns.`,
  AGI_BOOT_UNDECORATED_PARAMETER: (f: { positions: readonly number[]; given: boolean }) =>
    f.given
      ? `parameters ${list(f.positions)} have no decorator, but only the first such parameter is filled (with what the caller gave). Decorate the others.`
      : `parameter ${f.positions[0]} has no decorator, and here the caller gives nothing to fill it with. Decorate it, or take it away.`,
  AGI_BOOT_PARAMETER: (f: { decorator: string; index: number; problem: string }) =>
    `${f.decorator} on parameter ${f.index + 1} ${f.problem}`,
  AGI_BOOT_UNREACHABLE: () =>
    'no way leads here from the start of the call. Let a choice, a link, "then" or "to" name it, or take it away.',

  // Where a call goes.
  AGI_BOOT_UNKNOWN_START: (f: { start: unknown; hint: string }) =>
    `start is ${quote(f.start)}, which is not a handler.${f.hint}`,
  AGI_BOOT_UNKNOWN_CHOICE: (f: { keys: string; node: unknown; hint: string }) =>
    `choice "${printable(f.keys)}" goes to ${quote(f.node)}, which is not a handler.${f.hint}`,
  AGI_BOOT_UNKNOWN_TARGET: (f: { option: string; node: unknown; hint: string }) =>
    `${f.option} names ${quote(f.node)}, which is not a handler.${f.hint}`,
  AGI_BOOT_UNDECORATED_TARGET: (f: { option: string; node: string; decorators: readonly string[] }) =>
    f.decorators.length === 0
      ? `${f.option} names "${f.node}", a method without a decorator. Decorate it with @Step, or with @Menu.`
      : `${f.option} names "${f.node}", which only answers (${list(f.decorators)}). Put @Step on it as well, or name a @Step or @Menu method.`,
  AGI_BOOT_TARGET: (f: { option: string; value: unknown }) =>
    `${f.option} is ${quote(f.value)}, which is no place to go. Give the name of a method, a controller, () => a controller, or a step.`,
  AGI_BOOT_TARGET_CLASS: (f: { option: string; value: unknown }) =>
    `${f.option} leads to ${quote(f.value)}, which is no controller: it has no @AgiController.${f.value === undefined ? ' Look for a circle of imports.' : ''}`,
  AGI_BOOT_CONTROLLER_NOT_LISTED: (f: { target: string }) =>
    `goes to ${printable(f.target)}, which is not among the controllers of this app. List it: controllers: [${printable(f.target)}].`,

  // Menus.
  AGI_BOOT_UNKNOWN_MENU: (f: { decorator: string; menu: unknown; hint: string }) =>
    `${f.decorator} belongs to menu ${quote(f.menu)}, which is not a @Menu of this class.${f.hint}`,
  AGI_BOOT_WHICH_MENU: (f: { decorator: string; menus: readonly string[] }) =>
    f.menus.length === 0
      ? `${f.decorator} belongs to a menu, but the class has no @Menu.`
      : `${f.decorator} may belong to several menus. Say which: { menu: "${f.menus[0]}" } (${list(f.menus)}).`,
  AGI_BOOT_NO_CHOICES: () => 'is a menu without choices: every key would be wrong. Add choices, or an @OnDtmf method.',
  AGI_BOOT_KEYS: (f: { keys: unknown; problem: string }) => `keys ${quote(f.keys)}: ${f.problem}.`,
  AGI_BOOT_SAME_KEYS: (f: { keys: readonly string[]; first: string; second: string }) =>
    `${f.keys.map((keys) => `"${printable(keys)}"`).join(' and ')} ${f.keys.length === 1 ? 'is taken twice' : 'are the same keys'}: by ${f.first} and by ${f.second}. Keep one.`,
  AGI_BOOT_SAME_COUNT: (f: { decorator: string; count: number; first: string; second: string }) =>
    `${f.first} and ${f.second} both have ${f.decorator} from failure ${f.count} on. Give one of them another count.`,
  AGI_BOOT_NEVER_RUNS: (f: { what: string; count: number; limit: string }) =>
    `${f.what} is for failure ${f.count}, but with ${f.limit} the menu has ended by then. Allow more attempts, or take it away.`,
  AGI_BOOT_NO_OTHERWISE: (f: { attempts: string }) =>
    `a caller who uses up his attempts (${f.attempts}) goes back to the dialplan, because nothing else is said. Say where with "otherwise".`,

  // Options.
  AGI_BOOT_UNKNOWN_OPTION: (f: { decorator: string; option: string; hint: string }) =>
    `${f.decorator} has no option "${printable(f.option)}".${f.hint}`,
  AGI_BOOT_OPTION: (f: { option: string; value: unknown; problem: string }) =>
    `${f.option} is ${quote(f.value)}, but ${f.problem}.`,
  AGI_BOOT_PROMPT: (f: { option: string; value: unknown; problem: string }) =>
    `${f.option}: ${quote(f.value)} ${f.problem}.`,
} as const;

/** The codes of the catalogue. */
export type BootProblemCode = keyof typeof bootProblems;

/** One mistake. */
export interface BootProblem {
  readonly code: BootProblemCode;
  /** `SalesController.main` */
  readonly where: string;
  /** Place, sentence and code. */
  readonly message: string;
}

/** Collects the mistakes of one class. */
export class ProblemList {
  readonly found: BootProblem[] = [];

  add<C extends BootProblemCode>(code: C, where: string, ...fields: Parameters<(typeof bootProblems)[C]>): void {
    // The catalogue's value for C takes C's fields: TypeScript cannot follow that through the index.
    const sentence = bootProblems[code] as (...fields: unknown[]) => string;
    this.found.push({ code, where, message: `${where}: ${sentence(...fields)} [${code}]` });
  }
}

const quote = (value: unknown) => (typeof value === 'string' ? `"${printable(value)}"` : printable(inWords(value)));

const inWords = (value: unknown) => {
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

const list = (items: readonly (string | number)[]) => items.map((item) => printable(item)).join(', ');
