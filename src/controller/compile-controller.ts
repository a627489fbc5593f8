import type { Class } from '../call/class.js';
import { dependenciesOf } from '../decorators/dependencies.js';
import type { DialogDefaults } from '../decorators/dialog-defaults.js';
import { ownRecords } from '../decorators/metadata.js';
import { readRecords } from '../decorators/read-records.js';
import type { ControllerRecord } from '../decorators/records.js';
import type { Token } from '../call/token.js';
import type { CallFlow, FlowNode } from '../dialog/call-flow.js';
import { didYouMean } from '../errors/did-you-mean.js';
import type { BootProblem } from './boot-problems.js';
import { checkOptionNames, CONTROLLER_OPTIONS } from './check-options.js';
import { compileLinks } from './compile-choices.js';
import { compileStep } from './compile-handler.js';
import { compileMenus } from './compile-menu.js';
import { type Draft, ofKind } from './draft.js';
import { findUnreachable } from './flow-edges.js';
import { type ArgumentPlan, planArguments } from './plan-arguments.js';
import { startDraft } from './start-draft.js';
import { checkDefaults } from './valid-defaults.js';

/** A controller as plain data: all that a call needs to know of it. */
export interface CompiledController {
  readonly controller: Class;
  /** The class's name, for messages. */
  readonly name: string;
  /** Where it answers: `/sales`. */
  readonly paths: readonly string[];
  readonly flow: CallFlow;
  /** What its constructor wants, in order. */
  readonly dependencies: readonly Token<unknown>[];
  /** How to fill the parameters of each handler. */
  readonly arguments: ArgumentPlan;
  /** Methods that run when the caller has left. */
  readonly onHangup: readonly string[];
}

/** What came of compiling a class. */
export interface Compilation {
  /** To be used only when there are no problems. */
  readonly compiled: CompiledController;
  readonly problems: readonly BootProblem[];
  /** Worth a line in the log; the app starts all the same. */
  readonly warnings: readonly BootProblem[];
}

/**
 * Compiles what the decorators of a class recorded, and finds every mistake in it.
 *
 * @param controller - a class with `@AgiController`
 * @param defaults - the app's, already checked with `checkDefaults`
 */
export function compileController(controller: Class, defaults: DialogDefaults = {}): Compilation {
  const records = readRecords(controller);
  const draft = startDraft(controller, records.methods);
  const { paths, options } = checkRecord(records.controller, draft);
  const own = checkDefaults(options.defaults, draft.name, draft.problems);
  const nodes = new Map<string, FlowNode>();
  for (const record of ofKind(draft, 'OnCall', 'Step')) {
    nodes.set(record.member, { kind: 'step', name: record.member, handler: compileStep(record, draft) });
  }
  for (const menu of compileMenus([defaults, own], draft)) nodes.set(menu.name, menu);
  const links = compileLinks(options.links, draft);
  const flow: CallFlow = { name: draft.name, start: findStart(options.start, draft), nodes, links };
  checkReachable(flow, controller, draft);
  const compiled: CompiledController = {
    controller,
    name: draft.name,
    paths,
    flow,
    dependencies: checkConstructor(controller, draft),
    arguments: planArguments(records.parameters, paths, draft),
    onHangup: ofKind(draft, 'OnHangup').map(({ member }) => member),
  };
  return { compiled, problems: draft.problems.found, warnings: draft.warnings.found };
}

function checkRecord(record: ControllerRecord | undefined, { name, problems }: Draft): ControllerRecord {
  if (record === undefined) {
    problems.add('AGI_BOOT_NOT_A_CONTROLLER', name);
    return { paths: [], options: {} };
  }
  const written: readonly unknown[] = record.paths.length > 0 ? record.paths : [undefined];
  const paths = written.filter((path) => typeof path === 'string');
  // What a path may look like is the router's affair.
  for (const path of written) if (typeof path !== 'string') problems.add('AGI_BOOT_PATH', name, { path });
  return {
    paths,
    options: checkOptionNames(record.options, CONTROLLER_OPTIONS, '@AgiController', name, problems)
      ? record.options
      : {},
  };
}

function findStart(start: string | undefined, draft: Draft): string {
  const { name, nodes, menus, problems } = draft;
  const first = ofKind(draft, 'OnCall').map(({ member }) => member);
  const starts = [...first.map((member) => `@OnCall ${member}`), ...(start === undefined ? [] : [`start: "${start}"`])];
  if (starts.length > 1) problems.add('AGI_BOOT_TWO_STARTS', name, { starts });
  if (start !== undefined && !nodes.includes(start))
    problems.add('AGI_BOOT_UNKNOWN_START', name, { start, hint: didYouMean(String(start), nodes) });
  const found = first[0] ?? start ?? (menus.length === 1 ? menus[0] : undefined);
  if (found === undefined) problems.add('AGI_BOOT_NO_START', name, { menus });
  return found ?? '';
}

function checkConstructor(controller: Class, { name, problems }: Draft): Token<unknown>[] {
  return dependenciesOf(controller).flatMap((dependency) => {
    if (dependency.kind === 'token') return [dependency.token];
    problems.add('AGI_BOOT_TYPE_MISSING', name, { problem: dependency.problem });
    return [];
  });
}

/**
 * Looked at only when all else is right: another mistake may be what takes the way to a node away. What a base class offers
 * need not be used.
 */
function checkReachable(flow: CallFlow, controller: Class, { name, problems }: Draft): void {
  if (problems.found.length > 0) return;
  const own = new Set(ownRecords(controller)?.methods.map(({ member }) => member));
  for (const node of findUnreachable(flow)) if (own.has(node)) problems.add('AGI_BOOT_UNREACHABLE', `${name}.${node}`);
}
