import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const project = new URL('../..', import.meta.url).pathname;

/** An app that runs in a process of its own. */
export interface BuiltFixture {
  readonly path: string;
  remove(): Promise<void>;
}

/** Compiles an app of `test/app/fixtures`, with the source of this package in it. */
export async function buildFixture(name: string): Promise<BuiltFixture> {
  // Below the packages that it imports.
  const outDir = join(project, 'node_modules', `.${name}-${process.pid}`);
  await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    ssr: { resolve: { conditions: ['offhook-source'] }, noExternal: ['offhook'] },
    build: { ssr: `test/app/fixtures/${name}.ts`, outDir, minify: false, sourcemap: true },
  });
  return { path: join(outDir, `${name}.js`), remove: () => rm(outDir, { recursive: true, force: true }) };
}
