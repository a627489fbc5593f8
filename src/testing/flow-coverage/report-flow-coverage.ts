import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlowCoverage } from './flow-coverage.js';

/** Names the folder to which every test phone adds what its calls did. */
export const COVERAGE_VARIABLE = 'OFFHOOK_COVERAGE';

/**
 * Reports, when all tests are done, what their calls never did. For vitest's `globalSetup`, in a file of its own; every
 * `createTestPhone` of every test file counts.
 *
 * @returns what is to be called at the end: it prints the report
 * @example
 * // test/flow-coverage.ts, named in the configuration: test: { globalSetup: ['test/flow-coverage.ts'] }
 * export { reportFlowCoverage as default } from 'offhook/testing';
 */
export function reportFlowCoverage(): () => void {
  const given = process.env[COVERAGE_VARIABLE];
  const folder = given ?? mkdtempSync(join(tmpdir(), 'offhook-coverage-'));
  process.env[COVERAGE_VARIABLE] = folder;
  return () => {
    process.stdout.write(`\n${FlowCoverage.readFrom(folder).toString()}`);
    if (given !== undefined) return;
    rmSync(folder, { recursive: true });
    delete process.env[COVERAGE_VARIABLE];
  };
}
