import type { Logger } from '../call/logger.js';
import { AppContainer } from '../container/app-container.js';
import { readConfiguration } from '../container/read-configuration.js';
import { AgiServer } from './agi-server.js';
import type { ReadApp } from './definition/app-parts.js';
import { AppPlaces } from './definition/app-places.js';
import { type CompiledApp, compileApp } from './definition/compile-app.js';
import { classesOf, refuseMistakes } from './definition/refuse-mistakes.js';
import { problemLine } from '../errors/catalogue/boot-problem.js';
import { ProblemList } from '../errors/problem-list.js';
import { LiveSecrets } from './log/live-secrets.js';
import { SILENT_LOGGER } from './log/silent-logger.js';
import { createLogger } from './log/logger.js';
import { SafeLog } from './log/safe-log.js';
import { SecretLog } from './log/secret-log.js';
import { RunningApp } from './handle/running-app.js';

/**
 * Builds an app's services, once everything was checked.
 *
 * @throws BootError with every mistake at once, or for a factory, a constructor or `onAppStart` that fails
 */
export async function startServer(app: ReadApp): Promise<AgiServer> {
  const { options } = app;
  const log = SafeLog.of(options.logger ?? createLogger());
  const secrets = new LiveSecrets();
  // Services of the app belong to no call, and may quote what a caller typed.
  const compiled = compileApp(app, new SecretLog(() => log, secrets));
  const plan = await readConfiguration(compiled.plan);
  const problems = new ProblemList();
  problems.addAll(compiled.problems);
  problems.addAll(plan.problems);
  await refuseMistakes(compiled, problems.found);
  // Where something is written takes reading files: nobody looks for what nobody reads.
  if (options.logger !== SILENT_LOGGER) await tell(compiled, log);
  const { classes, around, router } = compiled;
  const container = await AppContainer.start(plan);
  return new AgiServer(new RunningApp({ controllers: classes, around }, router, container, log, options, secrets));
}

async function tell(compiled: CompiledApp, log: Logger): Promise<void> {
  const [places, classes] = [new AppPlaces(), classesOf(compiled)];
  for (const problem of await places.ofProblems(compiled.warnings, classes)) log.warn(problemLine(problem));
  for (const problem of await places.ofProblems(compiled.notes, classes)) log.info(problemLine(problem));
}
