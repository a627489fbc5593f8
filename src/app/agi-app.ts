import type { AgiServer } from './agi-server.js';
import type { ReadApp } from './definition/app-parts.js';
import { type AppDescription, describeApp } from './definition/describe-app.js';
import { startServer } from './start-server.js';

/**
 * An app that is written down and not started: what `main.ts`, tests and the commands of `offhook` share. Made with
 * `createAgiApp()`.
 *
 * @example
 * export const app = createAgiApp(AppModule);
 * // main.ts
 * const server = await app.start();
 * await server.closeOnSignals().listen({ port: 4573 });
 */
export class AgiApp {
  /** @internal Its parts and options, not checked. */
  readonly read: ReadApp;

  /** @internal */
  constructor(read: ReadApp) {
    this.read = read;
  }

  /**
   * Compiles and checks everything, and tells what the app is made of: for pictures, checks and comparisons. No service is
   * built and no configuration is read.
   *
   * @returns plain data that can be written as JSON
   * @throws BootError with every mistake at once, but those of the configuration
   * @example
   * const { routes, warnings } = await app.describe();
   * for (const { path, controller } of routes) console.log(path, controller);
   */
  describe(): Promise<AppDescription> {
    return describeApp(this.read);
  }

  /**
   * Checks everything, reads the configuration and builds the services. It does not listen yet. Each server that is started has
   * services of its own.
   *
   * @returns what listens, and closes
   * @throws BootError with every mistake at once, those of options and configuration too; or for the factory, constructor or
   *   `onAppStart` that failed, with what it threw as `cause`, after what was built is disposed
   * @example
   * const server = await app.start();
   * const { port } = await server.listen({ port: 0 });
   */
  start(): Promise<AgiServer> {
    return startServer(this.read);
  }
}
