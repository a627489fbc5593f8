import { createAgiApp } from 'offhook';
import { soundTable } from 'offhook/testing';
import { controllerOf, PATH, soundsOf } from '../dialog/model/call-engine.js';
import type { Menus } from '../dialog/model/menus.js';
import { type World, witnesses } from './world.js';

/** Menus that chance made, built with the public decorators. */
export const generated = (menus: Menus): World => ({
  sounds: soundTable(Object.fromEntries(soundsOf(menus).map(({ name, lengthMs }) => [name, { durationMs: lengthMs }]))),
  open: ({ ledger }) =>
    Promise.resolve({
      createApp: (options) =>
        createAgiApp({
          controllers: [controllerOf(menus, () => undefined)],
          providers: witnesses(ledger),
          ...options,
        }),
      messages: () => Promise.resolve([]),
    }),
});

export { PATH };
