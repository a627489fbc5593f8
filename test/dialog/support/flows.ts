import type { AskNode, MenuNode } from '../../../src/dialog/call-flow.js';
import { read } from '../../../src/dialog/read/read.js';
import { leave } from '../../../src/dialog/step.js';
import type { Prompt } from '../../../src/dialog/prompt.js';
import { askPart, choices, type FlowOptions, flowOf, handler, menuPart } from './flow.js';
import type { TestFlow } from './test-flow.js';

// The four questions that the scenarios of section 9 are about.

/** What runs when the attempts are used up. */
const exhausted = handler('exhausted');
const saysGoodbye: FlowOptions['code'] = {
  async exhausted(_reason, app) {
    await app.play('bye');
    return leave();
  },
};

type MenuOptions = Partial<Omit<MenuNode, 'prompt'>> & { readonly prompt?: Prompt };

export const menuM = (options: MenuOptions = {}) =>
  menuPart({
    name: 'main',
    prompt: ['hello', 'opts'],
    choices: choices({ 1: 'orders', 2: 'billing' }),
    noInput: [{ count: 1, prompt: 'still' }],
    noMatch: [{ count: 1, prompt: 'bad' }],
    usedUp: exhausted,
    ...options,
  });

export const menuA = (options: MenuOptions = {}) =>
  menuPart({
    name: 'main',
    prompt: 'opts',
    choices: choices({ 1: 'sales', 12: 'vip', _13XX: 'ext', _2XX: 'near', '#': 'again', '_9.': 'far' }),
    usedUp: exhausted,
    ...options,
  });

const askEnter = (options: Partial<AskNode>) =>
  askPart({
    name: 'number',
    prompt: 'enter',
    reader: read.digits({ length: 4 }),
    noMatch: [{ count: 1, prompt: 'wrong' }],
    usedUp: exhausted,
    ...options,
  });

/** **M**: [hello, opts], 1 orders, 2 billing. */
export const M = (options: MenuOptions = {}, flow: FlowOptions = {}): TestFlow =>
  flowOf([menuM(options)], { ...flow, code: { ...saysGoodbye, ...flow.code } });

/** **A**: [opts], choices that begin like others. */
export const A = (options: MenuOptions = {}, flow: FlowOptions = {}): TestFlow =>
  flowOf([menuA(options)], { ...flow, code: { ...saysGoodbye, ...flow.code } });

/** **F**: 4 digits exactly, `*` cancels. */
export const F = (options: Partial<AskNode> = {}, flow: FlowOptions = {}): TestFlow =>
  flowOf([askEnter(options)], { ...flow, code: { ...saysGoodbye, ...flow.code } });

/** **V**: 3 to 6 digits. */
export const V = (options: Partial<AskNode> = {}): TestFlow =>
  F({ reader: read.digits({ min: 3, max: 6 }), ...options });

/** **F**, and then **M**. */
export const FThenM = (): TestFlow =>
  flowOf([askEnter({ handler: handler('got', { next: { kind: 'go', node: 'main' } }) }), menuM()], {
    code: { ...saysGoodbye, got: () => undefined },
  });
