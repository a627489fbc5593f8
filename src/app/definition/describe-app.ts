import { type Binding, knownDependencies } from '../../container/binding.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import type { SoundUse } from '../../controller/flow-sounds.js';
import type { Scope } from '../../decorators/scope.js';
import type { SourcePlace } from '../../decorators/source-place.js';
import type { BootProblem } from '../../errors/catalogue/boot-problem.js';
import { describeToken } from '../../dialog/token.js';
import { describeFlow, type FlowDescription, type NodeDescription } from '../../graph/describe-flow.js';
import type { ListedRoute } from '../../router/router.js';
import type { ReadApp } from './app-parts.js';
import { AppPlaces } from './app-places.js';
import { compileApp } from './compile-app.js';
import { classesOf, refuseMistakes } from './refuse-mistakes.js';
import { SILENT_LOGGER } from '../log/silent-logger.js';

/** What an app is made of, as plain data: `describe()` of an app gives it. */
export interface AppDescription {
  /** Of this form of the data. */
  readonly version: 1;
  /** Paths and who answers them, in match order. */
  readonly routes: readonly RouteDescription[];
  /** Controllers, then the dialogs that they lead to. */
  readonly classes: readonly ClassDescription[];
  /** What can be injected, and what needs what. */
  readonly services: readonly ServiceDescription[];
  /** Every sound file that a class names as data, by who names it. What functions and handlers say is known only in a call. */
  readonly prompts: readonly SoundUse[];
  /** What looks wrong, and stops nothing. */
  readonly warnings: readonly BootProblem[];
}

/** A path and who answers it. */
export interface RouteDescription {
  readonly path: string;
  /** The class's name. */
  readonly controller: string;
  /** In words, when not every call of the path is meant: `language is fr`. */
  readonly when?: string;
}

/** A class that answers calls, or is led to. */
export interface ClassDescription extends Omit<FlowDescription, 'nodes'> {
  readonly kind: 'controller' | 'screening' | 'dialog';
  readonly nodes: readonly (NodeDescription & Partial<SourcePlace>)[];
  /** The dialogs that its handlers run with `@Subdialog`. */
  readonly subdialogs: readonly { readonly method: string; readonly dialog: string }[];
  /** Where the decorator of the class stands, when that is known. */
  readonly file?: string;
  readonly line?: number;
}

/** Something that can be injected. */
export interface ServiceDescription {
  /** `Orders`, `token "greeting"` */
  readonly name: string;
  readonly kind: Binding['kind'];
  readonly scope: Scope;
  /** What it wants. What a factory wants is known only when it runs. */
  readonly needs: readonly string[];
  /** Where the decorator of its class stands, when it has one and that is known. */
  readonly file?: string;
  readonly line?: number;
}

/** @throws BootError with every mistake at once, but those of the configuration */
export async function describeApp(app: ReadApp): Promise<AppDescription> {
  const compiled = compileApp(app, SILENT_LOGGER);
  const places = new AppPlaces();
  await refuseMistakes(compiled, compiled.problems, places);
  const { classes, plan, router, sounds, warnings } = compiled;
  return {
    version: 1,
    routes: router.routes().map(describeRoute),
    classes: await Promise.all(classes.map((each) => describeClass(each, places))),
    services: await Promise.all([...plan.bindings.values()].map((binding) => describeService(binding, places))),
    prompts: sounds,
    warnings: await places.ofProblems(warnings, classesOf(compiled)),
  };
}

const describeRoute = ({ controller, ...route }: ListedRoute<CompiledController>): RouteDescription => ({
  ...route,
  controller: controller.name,
});

async function describeClass(compiled: CompiledController, places: AppPlaces): Promise<ClassDescription> {
  const { controller, flow, isScreening, subdialogs } = compiled;
  const { nodes, ...described } = describeFlow(flow);
  return {
    ...described,
    kind: kindOf(flow.isSubdialog, isScreening),
    ...(await places.ofClass(controller)),
    nodes: await Promise.all(
      nodes.map(async (node) => ({ ...node, ...(await places.ofMember(controller, node.name)) })),
    ),
    subdialogs: subdialogs.map(({ method, dialog }) => ({ method, dialog: dialog.name })),
  };
}

const kindOf = (isDialog: boolean, isScreening: boolean) =>
  isDialog ? 'dialog' : isScreening ? 'screening' : 'controller';

async function describeService(binding: Binding, places: AppPlaces): Promise<ServiceDescription> {
  const { token, kind, scope } = binding;
  return {
    name: describeToken(token),
    kind,
    scope,
    needs: knownDependencies(binding).map((needed) => describeToken(needed.token)),
    ...(kind === 'class' && (await places.ofClass(binding.target))),
  };
}
