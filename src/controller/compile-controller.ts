import type { Class } from '../dialog/class.js';
import { exitsOf } from '../graph/exit.js';
import { findUnreachable } from '../graph/unreachable.js';
import { findUnskippable } from '../graph/unskippable.js';
import type { DialogDefaults } from '../dialog/question-options.js';
import { ownRecords } from '../decorators/metadata.js';
import { readRecords } from '../decorators/read-records.js';
import type { ControllerRecord, DialogRecord } from '../decorators/records.js';
import { isSchema } from '../decorators/standard-schema.js';
import type { Token } from '../dialog/token.js';
import type { Pipeline } from '../pipeline/compiled-pipeline.js';
import type { CallFlow, Choice, FlowNode } from '../dialog/call-flow.js';
import { compileQuestionHandlers } from './question-handlers.js';
import type { BootProblem } from '../errors/catalogue/boot-problem.js';
import {
  checkConstructor,
  checkFirst,
  checkInputs,
  checkOptions,
  checkRoutes,
  checkScreeningPath,
  type ControllerRoute,
} from './check-class.js';
import { checkParameters } from './check-parameters.js';
import { type AppDefaults, NO_APP_DEFAULTS } from './compile-app-defaults.js';
import { compileAsk } from './compile-ask.js';
import { type BoundClass, boundClasses } from './compile-bound.js';
import { compileStep } from './compile-handler.js';
import { compileLinks } from './compile-links.js';
import { compileMenu } from './compile-menu.js';
import { compilePipelines } from './compile-pipelines.js';
import type { Inherited } from './compile-question.js';
import { compileTaken } from './compile-target.js';
import { type Draft, recordsOfKind } from './draft.js';
import { findStart } from './find-start.js';
import { kindsOf } from './method-kinds.js';
import { type ArgumentPlan, planArguments } from './plan-arguments.js';
import { startDraft } from './start-draft.js';
import { type SubdialogUse, subdialogsOf } from './subdialogs.js';
import { checkDefaults } from '../question/valid-defaults.js';

/** A controller or a dialog as plain data: all that a call needs to know of it. */
export interface CompiledController {
  readonly controller: Class;
  /** The class's name, for messages. */
  readonly name: string;
  /** Where it answers: `/sales`. None for a dialog. */
  readonly paths: readonly string[];
  /** The same, with what must hold of a call. */
  readonly routes: readonly ControllerRoute[];
  /** Whether it answers those who are called, before they are connected. */
  readonly isScreening: boolean;
  readonly flow: CallFlow;
  /** What its constructor wants, in order. */
  readonly dependencies: readonly Token<unknown>[];
  /** How to fill the parameters of each handler. */
  readonly arguments: ArgumentPlan;
  /** Whether whoever enters it gives it an `input`. */
  readonly hasInput: boolean;
  /** The dialogs that its handlers run. */
  readonly subdialogs: readonly SubdialogUse[];
  /** Calls that go on in it at the same time. */
  readonly maxCalls: number | undefined;
  /** Whether a call that still rings is answered before the first sound. */
  readonly answer: boolean | undefined;
  /** Methods that run when the caller has left. */
  readonly onHangup: readonly string[];
  /** What is bound to the class, after what is bound to the app. Its guards are the class's own. */
  readonly pipeline: Pipeline;
  /** What is bound to its handlers, to those that have something. */
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** Guards, interceptors, pipes and filters that the container must have. */
  readonly wanted: readonly BoundClass[];
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
 * Compiles what the decorators of a controller recorded, and finds every mistake in it.
 *
 * @param controller - a class with `@AgiController` or `@Screening`
 * @param defaults - the app's, already checked with `checkDefaults`
 * @param app - what else the app says for all its classes
 */
export function compileController(
  controller: Class,
  defaults: DialogDefaults = {},
  app: AppDefaults = NO_APP_DEFAULTS,
): Compilation {
  const { controller: record, dialog, methods } = readRecords(controller);
  const isDialog = record === undefined && dialog !== undefined;
  const isScreening = record?.isScreening ?? false;
  const draft = startDraft(controller, isDialog ? 'dialog' : isScreening ? 'screening' : 'controller', methods);
  if (isDialog) draft.problems.add('AGI_BOOT_DIALOG_LISTED', draft.name);
  else if (record === undefined) draft.problems.add('AGI_BOOT_NOT_A_CONTROLLER', draft.name);
  else if (dialog !== undefined) draft.problems.add('AGI_BOOT_TWO_KINDS', draft.name);
  // Links and ends of the app are for those who call.
  const appDefaults = isScreening ? { ...app, links: [], otherwise: undefined } : app;
  return compileClass(controller, record ?? dialog ?? { options: {} }, { defaults, ...appDefaults }, draft);
}

/**
 * Compiles what the decorators of a dialog recorded, and finds every mistake in it.
 *
 * @param dialog - a class with `@Dialog`: one that `compileClasses` has found
 * @param defaults - the app's, already checked with `checkDefaults`
 * @param app - what else the app says for all its classes
 */
export function compileDialog(
  dialog: Class,
  defaults: DialogDefaults = {},
  app: AppDefaults = NO_APP_DEFAULTS,
): Compilation {
  const { methods, dialog: record = { options: {} } } = readRecords(dialog);
  // Whoever runs a dialog is told when it is given up.
  const appDefaults = { defaults, ...app, otherwise: undefined };
  return compileClass(dialog, record, appDefaults, startDraft(dialog, 'dialog', methods));
}

function compileClass(
  target: Class,
  record: ControllerRecord | DialogRecord,
  app: AppDefaults & { readonly defaults: DialogDefaults },
  draft: Draft,
): Compilation {
  const { name, role, problems, warnings } = draft;
  const { parameters, inputs, bound } = readRecords(target);
  const routes = 'entries' in record ? checkRoutes(record, draft) : [];
  const paths = routes.map(({ path }) => path);
  const options = checkOptions(record.options, draft);
  const own = checkDefaults(options.defaults, name, problems);
  checkFirst(draft);
  checkInputs(inputs, draft);
  const otherwise =
    options.otherwise === undefined
      ? app.otherwise
      : compileTaken(options.otherwise, { where: name, option: '"otherwise"' }, draft);
  const inherited: Inherited = { defaults: [app.defaults, own], otherwise };
  const start = findStart(options.start, draft);
  const pipeline = compilePipelines(bound, start, app.around, draft);
  const { guards, filters } = pipeline;
  const nodes = new Map(compileNodes(inherited, draft).map((node) => [node.name, node]));
  const subdialogs = subdialogsOf(parameters);
  const runsDialogs = subdialogs.length > 0;
  const links = nearest(compileLinks(options.links, draft), app.links);
  const flow: CallFlow = {
    name,
    start,
    nodes,
    isSubdialog: role === 'dialog',
    links,
    runsDialogs,
    unskippable: findUnskippable({ nodes, links, start, runsDialogs }),
    ...(guards.length + filters.length > 0 && { guardAndFilterExits: { guards, filters } }),
  };
  if (role === 'screening') checkScreening(flow, routes, draft);
  checkReachable(flow, target, draft);
  checkParameters(parameters, paths, draft);
  const compiled: CompiledController = {
    controller: target,
    name,
    paths: paths.map(String),
    routes,
    isScreening: role === 'screening',
    flow,
    dependencies: checkConstructor(target, draft),
    arguments: planArguments(parameters, pipeline.pipes, draft),
    hasInput: inputs.length > 0,
    subdialogs,
    maxCalls: options.maxCalls,
    answer: options.answer,
    onHangup: recordsOfKind(draft, 'OnHangup').map(({ member }) => member),
    pipeline,
    pipelines: draft.pipelines,
    wanted: [
      ...boundClasses(bound, name),
      ...parameters.flatMap(({ pipe, decorator, member }) =>
        typeof pipe === 'function' && !isSchema(pipe)
          ? [{ token: pipe, where: `${name}.${String(member)}`, user: decorator }]
          : [],
      ),
    ],
  };
  return { compiled, problems: problems.found, warnings: warnings.found };
}

/** Somebody must be able to reach it, and to say yes. */
function checkScreening(flow: CallFlow, routes: readonly ControllerRoute[], draft: Draft): void {
  checkScreeningPath(routes, draft);
  if (draft.problems.found.length === 0 && !exitsOf(flow).some(({ destination }) => destination.kind === 'accept'))
    draft.problems.add('AGI_BOOT_NEVER_ACCEPTS', draft.name);
}

/** Those of the class, and those of the app whose keys it leaves free. */
function nearest(own: readonly Choice[], ofApp: readonly Choice[]): Choice[] {
  const taken = new Set(own.map(({ pattern }) => pattern.text));
  return [...own, ...ofApp.filter(({ pattern }) => !taken.has(pattern.text))];
}

function compileNodes(inherited: Inherited, draft: Draft): FlowNode[] {
  const steps = recordsOfKind(draft, ...kindsOf('step')).map((record): FlowNode => ({
    kind: 'step',
    name: record.member,
    handler: compileStep(record, draft),
  }));
  const handlers = compileQuestionHandlers(draft);
  return [
    ...steps,
    ...recordsOfKind(draft, 'Menu').map((menu) => compileMenu(menu, handlers, inherited, draft)),
    ...recordsOfKind(draft, 'Ask').map((ask) => compileAsk(ask, handlers, inherited, draft)),
  ];
}

/**
 * Looked at only when all else is right: another mistake may be what takes the way to a node away. What a base class offers
 * need not be used.
 */
function checkReachable(flow: CallFlow, target: Class, { name, problems }: Draft): void {
  if (problems.found.length > 0) return;
  const own = new Set(ownRecords(target)?.methods.map(({ member }) => member));
  for (const node of findUnreachable(flow)) if (own.has(node)) problems.add('AGI_BOOT_UNREACHABLE', `${name}.${node}`);
}
