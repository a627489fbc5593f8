import type { JudgedCase } from './judge.js';

const NAME_WIDTH = 28;
const LABELS = { pass: 'pass', fail: 'FAIL', notSupported: 'n/a ' } as const;

/** A case on one line. */
export function describeVerdict(judged: JudgedCase): string {
  const head = `${LABELS[judged.verdict]}  ${judged.name}`;
  switch (judged.verdict) {
    case 'pass':
      return head;
    case 'fail':
      return `${head.padEnd(NAME_WIDTH + LABELS.fail.length)}  expected ${judged.expected}; came ${judged.came}`;
    case 'notSupported':
      return `${head.padEnd(NAME_WIDTH + LABELS.fail.length)}  not supported: ${judged.lacks}`;
  }
}

/** How many of each. */
export interface VerdictCount {
  readonly passed: number;
  readonly failed: number;
  readonly notSupported: number;
  readonly notJudged: number;
}

/** @param cases - how many there were to judge */
export function countVerdicts(cases: number, judged: readonly JudgedCase[]): VerdictCount {
  const count = (verdict: JudgedCase['verdict']) => judged.filter((each) => each.verdict === verdict).length;
  return {
    passed: count('pass'),
    failed: count('fail'),
    notSupported: count('notSupported'),
    notJudged: cases - judged.length,
  };
}

/** The last line. */
export function summaryOf({ passed, failed, notSupported, notJudged }: VerdictCount): string {
  const left = notJudged === 0 ? '' : `, ${notJudged} not judged`;
  return `${passed} passed, ${failed} failed, ${notSupported} not supported${left}`;
}

/** All of it for a program, with the rules. */
export function verdictsAsJson(address: string, count: VerdictCount, judged: readonly JudgedCase[]): string {
  return `${JSON.stringify({ address, ...count, cases: judged }, undefined, 2)}\n`;
}
