import { expect, it } from 'vitest';

import { parseAgiUrl } from '../../src/testing/agi-url.js';

it.each([
  ['agi://127.0.0.1:4573/sales?x=1', { host: '127.0.0.1', port: 4573, script: 'sales?x=1' }],
  ['AGI://pbx/a%20b/c#d', { host: 'pbx', port: 4573, script: 'a%20b/c#d' }],
  ['agi://[::1]:5000//x', { host: '::1', port: 5000, script: '/x' }],
  ['agi://pbx', { host: 'pbx', port: 4573, script: '' }],
  ['agi://pbx/', { host: 'pbx', port: 4573, script: '' }],
])('reads %s', (text, expected) => {
  expect(parseAgiUrl(text)).toEqual({ request: text, ...expected });
});

it.each([
  ['http://pbx/', 'is no FastAGI address'],
  ['agi://pbx?x=1', 'has its ? in the host'],
  ['agi://me@pbx/', 'has no host that Asterisk could use'],
  ['agi://pbx:port/', 'has no host that Asterisk could use'],
  ['agi://pbx:70000/', 'ports go up to 65535'],
  ['agi:///x', 'has no host'],
])('refuses %s', (text, problem) => {
  expect(() => parseAgiUrl(text)).toThrow(problem);
});
