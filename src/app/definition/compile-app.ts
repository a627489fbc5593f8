import { Logger } from '../../call/logger.js';
import { collectParts } from '../../container/collect-parts.js';
import { type ContainerPlan, planContainer } from '../../container/plan-container.js';
import type { BootProblem } from '../../errors/catalogue/boot-problem.js';
import { ProblemList } from '../../errors/problem-list.js';
import { checkEntered, checkEnteredAround } from '../../controller/check-entered.js';
import { compileAppDefaults } from '../../controller/compile-app-defaults.js';
import { compileAppPipeline } from '../../controller/compile-app-pipeline.js';
import { compileClasses } from '../../controller/compile-classes.js';
import type { CompiledController } from '../../controller/compile-controller.js';
import { findDialogCircles } from '../../controller/find-dialog-circles.js';
import { soundsOf, soundsOfApp, type SoundUse } from '../../controller/flow-sounds.js';
import { noteFlows } from '../../controller/note-flows.js';
import { checkDefaults } from '../../question/valid-defaults.js';
import { validPrompt } from '../../question/valid-prompt.js';
import { copies } from '../../decorators/copies.js';
import type { Pipeline } from '../../pipeline/compiled-pipeline.js';
import { compileRoutes } from '../../router/compile-routes.js';
import type { Router } from '../../router/router.js';
import type { ReadApp } from './app-parts.js';
import { CALL_VALUES } from './call-values.js';
import { checkAppOptions } from './check-app-options.js';
import { warnOfMissingSounds } from './missing-sounds.js';

/** For messages. */
const WHERE = 'createAgiApp()';

/** An app on paper: compiled and checked, nothing built. To be used only when it has no problems. */
export interface CompiledApp {
  /** Controllers and dialogs. */
  readonly classes: readonly CompiledController[];
  /** What is bound to the app. */
  readonly around: Pipeline;
  readonly router: Router<CompiledController>;
  /** The container on paper; its configuration is not read yet. */
  readonly plan: ContainerPlan;
  /** Every sound that is named as data. */
  readonly sounds: readonly SoundUse[];
  readonly problems: readonly BootProblem[];
  /** What looks wrong, and stops nothing. */
  readonly warnings: readonly BootProblem[];
  /** As it should be, and good to know. */
  readonly notes: readonly BootProblem[];
}

/**
 * Compiles an app and finds every mistake in it. No service is built and no configuration is read.
 *
 * @param logger - what services that want a {@link Logger} get
 */
export function compileApp({ parts, options }: ReadApp, logger: Logger): CompiledApp {
  const mistakes = new ProblemList();
  const listed = checkAppOptions(parts, options, WHERE, mistakes);
  const defaults = checkDefaults(options.defaults, WHERE, mistakes);
  validPrompt(options.apology, 'apology', WHERE, mistakes);
  const collected = collectParts({ ...parts, ...(listed && { controllers: listed }) });
  const { controllers, providers } = collected;
  const { around, wanted } = compileAppPipeline(options, WHERE, mistakes);
  const app = compileAppDefaults(options, around, WHERE, mistakes);
  const compilations = compileClasses(controllers, defaults, app);
  const classes = compilations.map(({ compiled }) => compiled);
  checkEntered(classes, mistakes);
  checkEnteredAround(around, WHERE, classes, mistakes);
  const routes = compileRoutes(
    classes.flatMap((controller) => controller.routes.map((route) => ({ ...route, controller }))),
  );
  const plan = planContainer({
    controllers,
    dialogs: classes.slice(controllers.length).map(({ controller }) => controller),
    providers,
    wanted: [...wanted, ...classes.flatMap((each) => each.wanted)],
    appValues: [[Logger, logger]],
    callValues: CALL_VALUES,
  });
  const warnings = new ProblemList();
  const notes = new ProblemList();
  noteFlows(classes, notes);
  findDialogCircles(classes, warnings);
  const sounds = [...classes.flatMap(soundsOf), ...soundsOfApp(around, options.apology, WHERE)];
  if (options.soundFolders !== undefined)
    warnOfMissingSounds(sounds, options.soundFolders, { problems: mistakes, warnings });
  const problems = new ProblemList();
  problems.addAll([...collected.problems, ...mistakes.found, ...compilations.flatMap((each) => each.problems)]);
  problems.addAll([...routes.problems, ...plan.problems]);
  // By itself it may go well; with mistakes it may be why.
  if (copies().length > 1)
    (problems.found.length > 0 ? problems : warnings).add('AGI_BOOT_TWO_COPIES', WHERE, { copies: copies() });
  return {
    classes,
    around,
    router: routes.router,
    plan,
    sounds,
    problems: problems.found,
    warnings: [
      ...compilations.flatMap((each) => each.warnings),
      ...warnings.found,
      ...plan.warnings,
      ...routes.warnings,
    ],
    notes: notes.found,
  };
}
