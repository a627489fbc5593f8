// `npm run test:mutants`: runs the example's tests against every mutant of the example. Fails when one is not noticed.
import { startVitest } from 'vitest/node';

const startedAtMs = Date.now();
/** @type {import('vitest/node').Reporter} */
const silent = {};
const vitest = await startVitest('test', [], { config: 'vitest.mutants.config.ts', watch: false, reporters: [silent] });
const modules = vitest.state.getTestModules();
const errors = [...vitest.state.getUnhandledErrors(), ...modules.flatMap((module) => module.errors())];
for (const error of errors) console.error(error);

const groups = modules.flatMap((module) => [...module.children.suites()]);
const tried = groups.map((group) => {
  const tests = [...group.children.allTests()];
  const by = tests.find((test) => test.result().state === 'failed');
  return { name: group.name, tests: tests.length, problems: group.errors().map(({ message }) => message), by };
});
// Once in each file that tries mutants.
const originals = tried.filter(({ name }) => name === 'as it is');
const mutants = tried.filter(({ name }) => name !== 'as it is');
let survived = 0;
for (const { name, problems, by } of mutants) {
  if (by === undefined) survived++;
  console.log(
    by === undefined
      ? `SURVIVED  ${name} ${problems.join(' ')}`
      : `caught    ${name}  (${by.fullName.split(' > ').slice(1).join(' > ')})`,
  );
}
const isSound =
  originals.length > 0 && originals.every(({ by, tests }) => by === undefined && tests > 0) && errors.length === 0;
if (!isSound)
  console.error(
    `The tests do not pass without a mutant: ${originals.map(({ by }) => by?.fullName).join() || 'none ran'}`,
  );
console.log(
  `${mutants.length - survived} of ${mutants.length} mutants caught in ${Math.round((Date.now() - startedAtMs) / 1000)} s`,
);
await vitest.close();
process.exitCode = isSound && survived === 0 ? 0 : 1;
