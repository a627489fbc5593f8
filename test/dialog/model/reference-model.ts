import type { Handler, Menu, Menus, ModelCourse, Next, Press, Sound, Timeline, Typed, WayOut } from './menus.js';
import { choicesFor, isUsedUp } from './rules.js';

const HANG_UP = Symbol('the caller hung up');
const TRAILING_MS = 2_000;
const MAX_AGE_MS = 10_000;

/**
 * What happens in a call that begins with the first menu: the rules of menus, written a second time by someone who has not
 * read src/dialog. "The engine's reading" stands where the rules leave it open.
 */
export function courseOf(menus: Menus, timeline: Timeline): ModelCourse {
  const happened: string[] = [];
  const edges: number[] = [];
  const greeted = new Set<Menu>();
  const coming = [...timeline.presses];
  let now = 0;
  let queue: Press[] = [];
  /** The end of an entry that needed no terminator: callers press it all the same. */
  let trailing: Press | undefined;

  /** Lets time pass until a key is released, or all of it. */
  function pass(ms: number): Press | undefined {
    const press = coming[0];
    const endMs = now + ms;
    edges.push(endMs);
    now = Math.min(press?.atMs ?? Infinity, endMs, timeline.hangsUpAtMs);
    if (now === timeline.hangsUpAtMs) throw HANG_UP;
    return press?.atMs === now ? coming.shift() : undefined;
  }

  function isTrailing(press: Press | undefined): boolean {
    if (press === undefined || trailing === undefined) return false;
    const wasTrailing = press.key === trailing.key && press.atMs <= trailing.atMs + TRAILING_MS;
    trailing = undefined;
    return wasTrailing;
  }

  function play({ name, lengthMs, keys }: Sound, isLast = false): void {
    if (keys === 'cut' && typedAhead().length > 0) return;
    happened.push(`${now} hears ${name}`);
    for (let endMs = now + lengthMs; now < endMs;) {
      const press = pass(endMs - now);
      if (press === undefined || keys === 'dropped') continue;
      if (!isTrailing(press)) queue.push(press);
      else if (isLast && keys === 'cut') return play({ name, lengthMs, keys }, isLast);
      if (queue.length > 0 && keys === 'cut') return;
    }
    if (keys === 'dropped') queue = [];
  }

  /** The engine's reading: a key that waited too long skips no sound either. */
  function typedAhead(): Press[] {
    queue = queue.filter(({ atMs }) => now - atMs <= MAX_AGE_MS);
    return queue;
  }

  const nextKey = (ms: number) => typedAhead().shift() ?? pass(ms);

  function keepListening(menu: Menu, sounds: readonly Sound[]): Typed {
    const { timeoutMs, interDigitTimeoutMs, settleMs, totalTimeoutMs = Infinity, terminator } = menu;
    const last = sounds.at(-1);
    for (const sound of sounds) play(sound, sound === last);
    const untilMs = now + Math.min(timeoutMs, totalTimeoutMs);
    let press = nextKey(untilMs - now);
    if (isTrailing(press)) {
      if (last?.keys === 'cut') return keepListening(menu, [last]);
      // The engine's reading: a wait without GET DATA goes on for the rest of its time.
      press = nextKey(untilMs - now);
    }
    // The engine's reading; the text also has "from the end of the prompt", which GET DATA does not tell.
    const totalUntilMs = now + totalTimeoutMs;
    let entry: Typed = { typed: '' };
    while (press !== undefined) {
      const typed = entry.typed + press.key;
      const { whole, isOpen } = choicesFor(menu, typed);
      if (press.key === terminator && typed.length > 1 && whole.length === 0 && !isOpen) return entry;
      entry = { choice: whole[0], typed };
      if (whole.length > 0 && !isOpen) {
        if (typed.length > 1) trailing = { key: terminator, atMs: now };
        edges.push(now + TRAILING_MS);
        if (isTrailing(queue[0])) queue.shift();
        return entry;
      }
      press = nextKey(isOpen ? Math.min(interDigitTimeoutMs, totalUntilMs - now) : settleMs);
    }
    return entry;
  }

  /** Where every way of its code ends the call, no key skips or stops what it says, and those pressed meanwhile are kept. */
  function follow(does: Handler | WayOut, given: string, atNothing?: 'leave'): Next | 'leave' {
    if (typeof does === 'string' || 'go' in does) return does;
    happened.push(`${now} runs ${does.name}(${given})`);
    const { says, next } = does;
    const isEnd = next === 'hangUp' || (next === 'nothing' && atNothing === 'leave');
    if (says !== undefined) play(isEnd && says.keys === 'cut' ? { ...says, keys: 'kept' } : says);
    return next;
  }

  /** Rounds of one menu, until something leads out of this visit. */
  function visit(menu: Menu, isEntered: boolean): WayOut {
    const failures = { noInput: 0, noMatch: 0 };
    let before: readonly Sound[] = [];
    let next: Next | 'leave' = 'nothing';
    if (isEntered && !menu.typeAhead) queue = [];
    for (let round = 1; ; round++) {
      const greeting = isEntered && !greeted.has(menu) ? menu.greeting : [];
      const sounds = [...before, ...greeting, ...(round > 1 ? menu.reprompt : menu.prompt)];
      greeted.add(menu);
      const { choice, typed } = keepListening(menu, next === 'keepListening' ? [] : sounds);
      [before, next] = [[], 'nothing'];
      if (choice !== undefined) {
        if (menu.links.includes(choice)) queue = [];
        next = follow(choice.does, typed);
        if (next === 'nothing') return 'repeat';
      } else {
        const kind = typed === '' ? 'noInput' : 'noMatch';
        const failed = ++failures[kind];
        queue = [];
        if (isUsedUp(menu, failures)) {
          next = follow(menu.otherwise, kind, 'leave');
          return next === 'nothing' || next === 'keepListening' ? 'leave' : next;
        }
        const does = menu[kind].findLast(({ count }) => count <= failed)?.does;
        if (does !== undefined && 'next' in does) next = follow(does, typed);
        else if (does !== undefined) before = [does];
      }
      // The engine's reading: a choice that listens on resets nothing.
      if (next !== 'nothing' && next !== 'keepListening') return next;
    }
  }

  /** The engine's reading: `go` and a menu as a choice lead on, and `back` from there; a menu on the way already is returned to. */
  function talk(): ModelCourse['endedBy'] {
    const way = [menus[0]];
    for (let isEntered = true; ;) {
      const next = visit(way.at(-1) ?? menus[0], isEntered);
      if (next === 'hangUp' || next === 'leave') return next === 'hangUp' ? 'app' : 'dialplan';
      if (next === 'back' && way.length > 1) way.pop();
      const goal = typeof next === 'string' ? undefined : menus.find(({ name }) => name === next.go);
      isEntered = goal !== undefined && !way.includes(goal);
      if (goal !== undefined) way.splice(isEntered ? way.length : way.indexOf(goal), Infinity, goal);
    }
  }

  try {
    return { endedBy: talk(), happened, edges };
  } catch (error) {
    if (error !== HANG_UP) throw error;
    return { endedBy: 'caller', happened, edges };
  }
}
