import { refusedArgument } from '../line.js';
import { fitsPattern } from './dialplan-pattern.js';

/**
 * Whom to ring: a device by its name, `PJSIP/ann`, `Local/desk@office`, or digits that were checked
 * ({@link extensionTarget}, {@link trunkTarget}).
 */
export type DialTarget = `${string}/${string}` | CheckedTarget;

/** Where to send a caller: `PJSIP/sip:desk@pbx.example.com`, or digits that were checked ({@link transferTarget}). */
export type TransferTarget = string | CheckedTarget;

/**
 * A target made of digits that fit a pattern; only the functions of this file make one.
 *
 * @example
 * const target = extensionTarget(digits, { allow: ['_2XX'], context: 'office' });
 */
export class CheckedTarget {
  /** As Asterisk takes it. */
  readonly text: string;

  /** @internal */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** Which digits may be dialled. */
export interface AllowedDigits {
  /** Extensions (`'201'`) or patterns of the dialplan (`'_2XX'`, `'_9[1-5]X'`, `'_0.'`); one of them must fit. */
  readonly allow: readonly string[];
}

const KEYS = /^\+?[0-9*#A-D]{1,80}$/;
const NAME = /^\w[\w.-]*$/;
const TARGET = /^[A-Za-z]\w*\/[\w.:+-]+(?:[/@][\w.:+-]+)*$/;
const DESTINATION = /^(?:[A-Za-z]\w*\/)?[\w.:+-]+(?:@[\w.:-]+)?$/;
/** A device under its own name, which may be a number: `PJSIP/201`. `Local/201` is an extension. */
const DEVICE = /^(?:PJSIP|SIP|IAX2|DAHDI|SCCP|Agent)\/[^/@:]+$/i;
/** All that a telephone can type, as a whole part of a target. */
const NUMBER = /^[0-9A-D]+$/;
/** What stands in a number and is not dialled: Asterisk passes over a dash, other exchanges over the other two as well. */
const SEPARATORS = /[-.+]/g;
/** The parts of a target, each with what stands before it. */
const PARTS = /(^|[/@:])([^/@:]+)/g;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const PORT = /(@[\w.-]+):\d{1,5}$/;

/**
 * Makes digits that a caller typed into an extension of the dialplan that may be dialled.
 *
 * @param digits - what was typed: 1 to 80 of 0-9, `*`, `#`, A-D
 * @param where.allow - extensions or patterns the digits must fit
 * @param where.context - the context of the dialplan that knows what to do with them
 * @returns a target for `channel.dial`: `Local/201@office`
 * @throws ArgumentError when no pattern fits; nothing else the caller types can be dialled
 * @example
 * await channel.dial(extensionTarget(digits, { allow: ['_2XX'], context: 'office' }), { ringTimeoutMs: 20_000 });
 */
export function extensionTarget(
  digits: string,
  { allow, context }: AllowedDigits & { readonly context: string },
): CheckedTarget {
  return new CheckedTarget(`Local/${allowed(digits, allow)}@${nameOf('context', context)}`);
}

/**
 * Makes digits into a number that is dialled through a PJSIP trunk.
 *
 * @param digits - what was typed, or a number; it may begin with `+`
 * @param where.allow - numbers or patterns the digits must fit
 * @param where.endpoint - the trunk's endpoint in pjsip.conf
 * @returns a target for `channel.dial`: `PJSIP/5550100@carrier`
 * @throws ArgumentError when no pattern fits
 * @example
 * trunkTarget(digits, { allow: ['_0[1-9].'], endpoint: 'carrier' });
 */
export function trunkTarget(
  digits: string,
  { allow, endpoint }: AllowedDigits & { readonly endpoint: string },
): CheckedTarget {
  return new CheckedTarget(`PJSIP/${allowed(digits, allow)}@${nameOf('endpoint', endpoint)}`);
}

/**
 * Makes digits into a number that the caller may be transferred to.
 *
 * @param digits - what was typed, or a number; it may begin with `+`
 * @param where.allow - numbers or patterns the digits must fit
 * @param where.host - default: the caller's own exchange
 * @returns a target for `channel.transfer`: `200`, or `sip:200@pbx.example.com`
 * @throws ArgumentError when no pattern fits
 * @example
 * await channel.transfer(transferTarget(digits, { allow: ['_2XX'], host: 'pbx.example.com' }));
 */
export function transferTarget(
  digits: string,
  { allow, host }: AllowedDigits & { readonly host?: string },
): CheckedTarget {
  const number = allowed(digits, allow);
  return new CheckedTarget(host === undefined ? number : `sip:${number}@${nameOf('host', host)}`);
}

/** @internal One target of Dial. */
export function dialTarget(target: DialTarget): string {
  if (target instanceof CheckedTarget && target.text.includes('/')) return target.text;
  const text = named('Dial', String(target), TARGET);
  return DEVICE.test(text) ? text : withoutNumber('Dial', text);
}

/** @internal The target of Transfer. */
export function transferDestination(target: TransferTarget): string {
  return target instanceof CheckedTarget
    ? target.text
    : withoutNumber('Transfer', named('Transfer', target, DESTINATION));
}

function allowed(digits: string, allow: readonly string[]): string {
  if (!KEYS.test(digits)) throw refusedArgument('target', 'digits', digits, 'only 0-9, *, # and A-D can be dialled');
  if (!allow.some((pattern) => fitsPattern(pattern, digits))) {
    throw refusedArgument('target', 'digits', digits, `none of the allowed extensions fits (${allow.join(', ')})`);
  }
  return digits;
}

function nameOf(argument: string, name: string): string {
  if (!NAME.test(name))
    throw refusedArgument('target', argument, name, 'a name of letters, digits, _, . and - is needed');
  return name;
}

/** A name written by the app; free text is none. */
function named(application: string, target: string, grammar: RegExp): string {
  if (grammar.test(target)) return target;
  throw refusedArgument(
    application,
    'target',
    target,
    'a device is named like PJSIP/ann or Local/desk@office; & , and blanks have no escape there',
  );
}

/** What may be dialled is said by a pattern, not by a text that may hold what a caller typed. */
function withoutNumber(application: string, target: string): string {
  const parts = [...target.replace(PORT, '$1').matchAll(PARTS)];
  const isDialled = ([, before, part = '']: RegExpExecArray) =>
    NUMBER.test(part.replace(SEPARATORS, '')) && !(before === '@' && ADDRESS.test(part));
  if (!parts.some(isDialled)) return target;
  throw refusedArgument(
    application,
    'target',
    target,
    'a number is dialled only through extensionTarget, trunkTarget or transferTarget, which name what is allowed',
  );
}
