import type { Logger } from '../call/logger.js';
import { AppContainer } from '../container/app-container.js';
import { readConfiguration } from '../container/read-configuration.js';
import { AgiServer } from './agi-server.js';
import type { ReadApp } from './definition/app-parts.js';
import { type CompiledApp, compileApp, refuseMistakes } from './definition/compile-app.js';
import { LiveSecrets } from './log/live-secrets.js';
import { createLogger } from './log/logger.js';
import { SafeLog } from './log/safe-log.js';
import { SecretLog } from './log/secret-log.js';
import { RunningApp } from './handle/running-app.js';

/**
 * Builds an app's services, once everything was checked.
 *
 * @throws BootError with every mistake at once; whatever a factory, a constructor or `onAppStart` throws
 */
export async function startServer(app: ReadApp): Promise<AgiServer> {
  const { options } = app;
  const log = SafeLog.of(options.logger ?? createLogger());
  const secrets = new LiveSecrets();
  // Services of the app belong to no call, and may quote what a caller typed.
  const compiled = compileApp(app, new SecretLog(() => log, secrets));
  const plan = await readConfiguration(compiled.plan);
  refuseMistakes([...compiled.problems, ...plan.problems]);
  tell(compiled, log);
  const { classes, around, router } = compiled;
  const container = await AppContainer.start(plan);
  return new AgiServer(new RunningApp({ controllers: classes, around }, router, container, log, options, secrets));
}

function tell({ warnings, notes }: CompiledApp, log: Logger): void {
  for (const sentence of warnings) log.warn(sentence);
  for (const sentence of notes) log.info(sentence);
}
