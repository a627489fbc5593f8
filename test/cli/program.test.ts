import { expect, test } from 'vitest';

import { FakeCliEnvironment } from './support.js';

test.each(['', 'new', 'generate', 'call', 'journal-to-test', 'conformance'])(
  'the help of %j fits a terminal',
  async (command) => {
    const environment = new FakeCliEnvironment();
    expect(await environment.run(...command.split(' ').filter(Boolean), '--help')).toBe(0);
    const help = environment.out.split('\n');
    expect(help[0]).toMatch(/^Usage: offhook /);
    expect(help.filter((line) => line.length > 80)).toEqual([]);
  },
);

test.each([
  [['genrate', 'controller', 'sales'], "offhook: unknown command 'genrate'\n(Did you mean generate?)\n"],
  [['g', 'controller', 'sales', '--dryrun'], "offhook: unknown option '--dryrun'\n(Did you mean --dry-run?)\n"],
  [['g'], "offhook: missing required argument 'kind'\n"],
])('%j is answered with a sentence and where to read on', async (args, sentence) => {
  const environment = new FakeCliEnvironment();
  expect(await environment.run(...args)).toBe(2);
  expect(environment.err).toBe(`${sentence}Add --help to see what can be said.\n`);
});
