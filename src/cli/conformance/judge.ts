import { printable } from '../../errors/printable.js';
import { FIRST_CASE } from './cases/all-cases.js';
import { type JudgeTools, type ConformanceCase, NotSupported, RuleBroken } from './conformance-case.js';
import { makeCall, type JudgedServer } from './make-call.js';
import { MARK_VARIABLES } from './expect.js';

/** What a case came to. */
export type ConformanceVerdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly expected: string; readonly came: string }
  /** `lacks` names what the app says its library cannot do. */
  | { readonly verdict: 'notSupported'; readonly lacks: string };

/** A case with its verdict. */
export type JudgedCase = Pick<ConformanceCase, 'name' | 'rule'> & ConformanceVerdict;

/**
 * Judges a server case by case, until it no longer answers. Every case ends: each step of a call has its time.
 *
 * @param cases - in this order
 * @param signal - ends it behind the case that runs
 */
export async function* judge(
  server: JudgedServer,
  cases: readonly ConformanceCase[],
  signal?: AbortSignal,
): AsyncGenerator<JudgedCase> {
  const tools = toolsOf(server);
  for (const each of cases) {
    if (signal?.aborted) return;
    const { name, rule } = each;
    const verdict = await judgeCase(each, tools);
    yield { name, rule, ...verdict };
    // A server that a case has ended says nothing about the others.
    if (verdict.verdict === 'fail' && (await judgeCase(FIRST_CASE, tools)).verdict !== 'pass') return;
  }
}

async function judgeCase(each: ConformanceCase, tools: JudgeTools): Promise<ConformanceVerdict> {
  try {
    await each.judge(tools);
    return { verdict: 'pass' };
  } catch (error) {
    if (error instanceof NotSupported) return { verdict: 'notSupported', lacks: error.message };
    if (error instanceof RuleBroken) return { verdict: 'fail', expected: error.expected, came: error.came };
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    // A server that the case before has ended.
    if (typeof code === 'string') return { verdict: 'fail', expected: 'a connection', came: printable(code) };
    throw error;
  }
}

function toolsOf(server: JudgedServer): JudgeTools {
  return {
    connect: server.connect,
    limitMs: server.limitMs,
    wait: (ms) => new Promise((resolve) => void server.clock.after(ms, resolve)),
    makeCall: ({ setup = {}, ...plan }) =>
      makeCall(server, { ...plan, setup: { ...setup, variables: { ...MARK_VARIABLES, ...setup.variables } } }),
  };
}
