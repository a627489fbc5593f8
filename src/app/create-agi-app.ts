import { Logger } from '../call/logger.js';
import { AppContainer } from '../container/app-container.js';
import { collectParts } from '../container/collect-parts.js';
import { planContainer } from '../container/plan-container.js';
import { readConfiguration } from '../container/read-configuration.js';
import { ProblemList } from '../controller/boot-problems.js';
import { checkEntered, checkEnteredAround } from '../controller/check-entered.js';
import { compileAround } from '../controller/compile-around.js';
import { compileAppDefaults } from '../controller/compile-app-defaults.js';
import { compileClasses } from '../controller/compile-classes.js';
import { findDialogCircles } from '../controller/find-dialog-circles.js';
import { soundsAround, soundsOf } from '../controller/flow-sounds.js';
import { noteFlows } from '../controller/note-flows.js';
import { checkDefaults } from '../controller/valid-defaults.js';
import { validPrompt } from '../controller/valid-prompt.js';
import { BootError } from '../errors/offhook-error.js';
import { compileRoutes } from '../router/compile-routes.js';
import { AgiApp } from './agi-app.js';
import { type AppParts, type AppRoot, partsOf } from './app-parts.js';
import { checkAppOptions } from './check-app-options.js';
import { CALL_VALUES } from './call-values.js';
import { LiveSecrets } from './log/live-secrets.js';
import { createLogger } from './log/logger.js';
import { SafeLog } from './log/safe-log.js';
import { SecretLog } from './log/secret-log.js';
import { warnOfMissingSounds } from './missing-sounds.js';
import type { AppOptions } from './options.js';
import { RunningApp } from './running-app.js';

/**
 * Builds an app: compiles the controllers, checks everything, and makes the services. It does not listen yet.
 *
 * @param root - a class with `@AgiModule`, or the same lists without one: `imports`, `controllers`, `providers`
 * @param options - see {@link AppOptions}
 * @throws BootError with every mistake at once, those of the options too; whatever a factory, a constructor or `onAppStart` throws
 * @example
 * const app = await createAgiApp({ controllers: [SalesController], providers: [CrmService] });
 * await app.closeOnSignals().listen({ port: 4573 });
 */
export async function createAgiApp(root: AppRoot, options: AppOptions = {}): Promise<AgiApp> {
  const parts = partsOf(root);
  const log = SafeLog.of(options.logger ?? createLogger());
  const secrets = new LiveSecrets();
  // Services of the app belong to no call, and may quote what a caller typed.
  const forServices = new SecretLog(() => log, secrets);
  const { controllers, around, router, plan, warnings } = await boot(parts, options, log, forServices);
  const container = await AppContainer.start(plan);
  const running = new RunningApp({ controllers, around }, router, container, log, options, secrets);
  return new AgiApp(running, warnings);
}

/** Compiles and checks everything, and tells all mistakes together. */
async function boot(parts: AppParts, options: AppOptions, log: Logger, forServices: Logger) {
  const mistakes = new ProblemList();
  const listed = checkAppOptions(parts, options, 'createAgiApp()', mistakes);
  const defaults = checkDefaults(options.defaults, 'createAgiApp()', mistakes);
  validPrompt(options.apology, 'apology', 'createAgiApp()', mistakes);
  const collected = collectParts({ ...parts, ...(listed && { controllers: listed }) });
  const { controllers, providers } = collected;
  const { around, wanted } = compileAround(options, 'createAgiApp()', mistakes);
  const app = compileAppDefaults(options, around, 'createAgiApp()', mistakes);
  const compilations = compileClasses(controllers, defaults, app);
  const compiled = compilations.map((compilation) => compilation.compiled);
  const dialogs = compiled.slice(controllers.length).map(({ controller }) => controller);
  checkEntered(compiled, mistakes);
  checkEnteredAround(around, 'createAgiApp()', compiled, mistakes);
  const routes = compileRoutes(
    compiled.flatMap((controller) => controller.routes.map((route) => ({ ...route, controller }))),
  );
  const appValues = [[Logger, forServices]] as const;
  const plan = await readConfiguration(
    planContainer({
      controllers,
      dialogs,
      providers,
      wanted: [...wanted, ...compiled.flatMap((controller) => controller.wanted)],
      appValues,
      callValues: CALL_VALUES,
    }),
  );
  const warnings = new ProblemList();
  const notes = new ProblemList();
  noteFlows(compiled, notes);
  findDialogCircles(compiled, warnings);
  if (options.soundFolders !== undefined) {
    const uses = [...compiled.flatMap(soundsOf), ...soundsAround(around, options.apology, 'createAgiApp()')];
    warnOfMissingSounds(uses, options.soundFolders, { problems: mistakes, warnings });
  }
  const ofControllers = [...mistakes.found, ...compilations.flatMap(({ problems }) => problems)].map(
    ({ message }) => message,
  );
  const problems = [...collected.problems, ...ofControllers, ...routes.problems, ...plan.problems];
  // The controllers' compiler and the container both look at constructors: one sentence is enough.
  if (problems.length > 0) throw new BootError('AGI_BOOT', { problems: [...new Set(problems)] });
  const ofCompilations = compilations.flatMap((compilation) => compilation.warnings);
  const told = [...ofCompilations, ...warnings.found]
    .map(({ message }) => message)
    .concat(plan.warnings, routes.warnings);
  for (const sentence of told) log.warn(sentence);
  // As it should be, and good to know.
  for (const { message } of notes.found) log.info(message);
  return { controllers: compiled, around, router: routes.router, plan, warnings: told };
}
