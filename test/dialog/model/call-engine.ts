import {
  AgiController,
  Call,
  Link,
  Menu as MenuOf,
  OnAttemptsUsedUp,
  OnDtmf,
  OnNoInput,
  OnNoMatch,
  back,
  go,
  hangUp,
  keepListening,
  menu as prompts,
  repeat,
  say,
} from 'offhook';
import { createTestPhone, soundTable } from 'offhook/testing';

import type { Course, Entry, Handler, Menu, Menus, Next, Sound, Timeline } from './menus.js';

const TONE_MS = 100;
/** Where the menus answer. */
export const PATH = '/menus';

// The decorators judge the class they stand in; a class made at run time has no types to judge.
type ForMethod = (...given: unknown[]) => (target: object, name: string, method: PropertyDescriptor) => void;
const forMethod = (decorator: unknown) => decorator as ForMethod;
const agiController = AgiController as unknown as (
  path: string,
  options: object,
) => (target: new (call: Call) => Self) => void;

/** What a handler is called on. */
interface Self {
  readonly call: Call;
}

/** Builds the menus with the public decorators and plays the timeline to them through the virtual phone. */
export async function callEngine(menus: Menus, { presses, hangsUpAtMs }: Timeline): Promise<Course> {
  /** What ran, and how many events the call had by then. */
  const ran: { readonly events: number; readonly atMs: number; readonly what: string }[] = [];
  const controller = controllerOf(menus, (what) => {
    ran.push({ events: caller.events.length, atMs: line.clock.nowMs(), what });
  });
  const lengths = soundsOf(menus).map(({ name, lengthMs }) => [name, { durationMs: lengthMs }]);
  await using line = await createTestPhone(
    { controllers: [controller] },
    { sounds: soundTable(Object.fromEntries(lengths)) },
  );
  const caller = line.dial(PATH).skips({ until: /./ });
  await caller;
  const startMs = line.clock.nowMs();
  const isOver = () => caller.events.some(({ kind }) => kind === 'ended' || kind === 'hangup');
  const until = (atMs: number) => caller.waits({ forMs: startMs + atMs - line.clock.nowMs() });
  for (const { key, atMs } of presses) {
    await until(atMs - TONE_MS);
    if (!isOver()) await caller.presses(key, { toneMs: TONE_MS, gapMs: 0 });
  }
  await until(hangsUpAtMs).hangsUp().staysOn();

  const heard = caller.events.flatMap((event, events) =>
    event.kind === 'soundStarted' && !event.continues
      ? [{ events, atMs: event.atMs, what: `hears ${event.item.text}` }]
      : [],
  );
  const ended = caller.events.find((event) => event.kind === 'ended');
  const happened = [...ran, ...heard].toSorted((one, other) => one.events - other.events);
  return {
    happened: happened.map(({ atMs, what }) => `${atMs - startMs} ${what}`),
    endedBy: ended?.by ?? 'dialplan',
  };
}

/** Adds the methods as a programmer would write them. */
export function controllerOf(menus: Menus, log: (what: string) => void): new (call: Call) => Self {
  class Controller implements Self {
    constructor(readonly call: Call) {}
  }
  Reflect.defineMetadata('design:paramtypes', [Call], Controller);

  function add(name: string, decorator: ReturnType<ForMethod>, body: (this: Self, typed: never) => unknown): void {
    const method = { value: body, configurable: true, writable: true };
    Object.defineProperty(Controller.prototype, name, method);
    decorator(Controller.prototype, name, method);
  }
  function addHandler(decorator: ForMethod, given: readonly unknown[], options: object, handler: Handler): void {
    const { name, says, next } = handler;
    const step = stepOf(next);
    // What ends the call is its only way: then its sounds are heard to their end.
    const isEnd = next === 'hangUp';
    const ways = isEnd
      ? { next: hangUp }
      : step === undefined
        ? {}
        : { to: [typeof next === 'object' ? next.go : step] };
    const body = async (self: Self, typed: string) => {
      log(`runs ${name}(${typed})`);
      if (says !== undefined) await self.call.play(promptOf(says));
      return isEnd ? undefined : step;
    };
    const method =
      decorator === forMethod(OnNoInput)
        ? function (this: Self) {
            return body(this, '');
          }
        : function (this: Self, typed: string | RegExpExecArray) {
            return body(this, typeof typed === 'string' ? typed : (typed[0] ?? ''));
          };
    add(name, decorator(...given, { ...options, ...ways }), method);
  }
  function addFailures(decorator: ForMethod, menu: string, entries: readonly Entry[]): void {
    for (const { count, does } of entries) if ('next' in does) addHandler(decorator, [], { menu, count }, does);
  }

  for (const menu of menus) {
    const { name, choices, otherwise } = menu;
    add(name, forMethod(MenuOf)(optionsOf(menu)), () => prompts(...menu.prompt.map(promptOf)));
    for (const { keys, does } of choices) {
      const [, source, most] = /^\/(.+)\/(\d)$/.exec(keys[0] ?? '') ?? [];
      const spelling = source !== undefined ? new RegExp(source) : keys.length > 1 ? keys : keys[0];
      const options = source !== undefined ? { menu: name, maxDigits: Number(most) } : { menu: name };
      if (isHandler(does)) addHandler(forMethod(OnDtmf), [spelling], options, does);
    }
    addFailures(forMethod(OnNoInput), name, menu.noInput);
    addFailures(forMethod(OnNoMatch), name, menu.noMatch);
    if (isHandler(otherwise)) addHandler(forMethod(OnAttemptsUsedUp), [], { menu: name }, otherwise);
  }
  const { links } = menus[0];
  for (const { keys, does } of links) if (isHandler(does)) addHandler(forMethod(Link), keys, {}, does);
  agiController(PATH, { start: menus[0].name, links: Object.fromEntries(codelessOf(links)) })(Controller);
  return Controller;
}

function optionsOf(menu: Menu): object {
  const { name: _, prompt: __, choices, noInput, noMatch, otherwise, greeting, reprompt, links: ___, ...rest } = menu;
  const codeless = codelessOf(choices);
  const options = {
    ...rest,
    choices: codeless.length > 0 ? Object.fromEntries(codeless) : undefined,
    greeting: greeting.length > 0 ? greeting.map(promptOf) : undefined,
    reprompt: reprompt === menu.prompt ? undefined : reprompt.map(promptOf),
    noInput: promptsOf(noInput),
    noMatch: promptsOf(noMatch),
    otherwise:
      isHandler(otherwise) || otherwise === 'leave' ? undefined : typeof otherwise === 'object' ? otherwise.go : hangUp,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

const codelessOf = (choices: Menu['choices']) =>
  choices.flatMap(({ keys, does }) =>
    isHandler(does) ? [] : keys.map((key) => [key, typeof does === 'object' ? does.go : STEPS[does]]),
  );

function promptsOf(entries: readonly Entry[]): unknown {
  const said = entries.flatMap(({ does }) => ('next' in does ? [] : [promptOf(does)]));
  return said.length > 0 ? said : undefined;
}

function promptOf({ name, keys }: Sound) {
  return keys === 'cut' ? name : say.withoutBargeIn(name, { dropTypedKeys: keys === 'dropped' });
}

const STEPS = { repeat, keepListening, back, hangUp };

function stepOf(next: Next): unknown {
  if (next === 'nothing') return undefined;
  return typeof next === 'object' ? go(next.go) : STEPS[next];
}

function isHandler(does: object | string): does is Handler {
  return typeof does === 'object' && 'next' in does;
}

/** Every sound that the menus say. */
export function soundsOf(menus: Menus): readonly Sound[] {
  const spokenBy = (does: object | string) => (isHandler(does) ? (does.says ?? []) : []);
  return menus.flatMap(({ greeting, prompt, reprompt, choices, links, noInput, noMatch, otherwise }) => [
    ...[greeting, prompt, reprompt].flat(),
    ...[...choices, ...links].flatMap(({ does }) => spokenBy(does)),
    ...[...noInput, ...noMatch].flatMap(({ does }) => ('next' in does ? spokenBy(does) : does)),
    ...[spokenBy(otherwise)].flat(),
  ]);
}
