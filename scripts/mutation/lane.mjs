import { createVitest } from 'vitest/node';

// A process that runs tests in the copy of the tree it stands in; the runner talks to it. One process of its own runs the
// tests, so that the runner can end both when a mutant never comes back.

/** @typedef {{ tests: string[], changed: string[] }} Order */
/** @typedef {{ failed: { file: string, name: string, message: string }[] }} Verdict */

const [, , notes] = process.argv;
const isNoting = notes !== undefined;
if (isNoting) process.env['OFFHOOK_MUTATION_NOTES'] = notes;

/** @type {import('vitest/node').Reporter} */
const silent = { onTestModuleStart: ({ moduleId }) => void process.send?.(moduleId) };
const vitest = await createVitest('test', {
  config: 'vitest.mutation.config.ts',
  watch: false,
  update: false,
  reporters: [silent],
  ...(isNoting ? { bail: 0 } : {}),
});
await vitest.standalone();

/** What the last run changed has its text back. @type {string[]} */
let stale = [];

process.on('message', (/** @type {Order} */ order) => {
  run(order).then(
    (verdict) => process.send?.(verdict),
    (error) => {
      // Not what runs the tests is to be judged.
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

/** @param {Order} order @returns {Promise<Verdict>} */
async function run({ tests, changed }) {
  for (const file of [...stale, ...changed]) vitest.invalidateFile(file);
  stale = changed;
  // What failed before would end the run at once.
  vitest.state.filesMap.clear();
  vitest.state.idMap.clear();
  const project = vitest.getRootProject();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    tests.map((file) => project.createSpecification(file)),
  );
  const failed = testModules.flatMap((module) => {
    const file = module.moduleId;
    const inTests = [...module.children.allTests('failed')].map((test) => ({
      file,
      name: test.fullName,
      message: test.result().errors?.[0]?.message ?? '',
    }));
    const inSuites = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
    return [...inTests, ...inSuites.map(({ message }) => ({ file, name: '', message }))];
  });
  // They come from another process, as plain objects.
  const errors = unhandledErrors.map((error) => ({ file: '', name: '', message: messageOf(error) }));
  return { failed: [...failed, ...errors] };
}

/** @param {unknown} error */
function messageOf(error) {
  const { name, message, stack } = /** @type {Partial<Error>} */ (error);
  return `${name}: ${message} ${String(stack).split('\n')[0]}`;
}
