// Sums vitest's JSON reports: `node scripts/count-tests.mjs FOLDER SUITE…`. Fails when a suite is missing, ran no test, skipped one or failed one.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...suites] = process.argv.slice(2);
let [passed, failed, skipped] = [0, 0, 0];
let isGood = suites.length > 0;

for (const suite of suites) {
  const file = join(folder, `${suite}.json`);
  if (!existsSync(file)) {
    console.error(`The suite "${suite}" left no report: it did not run.`);
    isGood = false;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const notRun = report.numPendingTests + (report.numTodoTests ?? 0);
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += notRun;
  if (report.numPassedTests === 0) console.error(`The suite "${suite}" ran no test.`);
  if (notRun > 0) console.error(`The suite "${suite}" skipped ${notRun}.`);
  isGood &&= report.success === true && report.numPassedTests > 0 && notRun === 0;
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = isGood ? 0 : 1;
