import { NotSupported, quoteOf, RuleBroken } from './conformance-case.js';
import type { JudgedCall, StepPlan } from './call-plan.js';
import { describeReport, type ConformanceReport } from './report.js';

/** Behind what is judged: shows that requests and answers are still in step. */
export const MARK_STEP: StepPlan = { step: ['GET VARIABLE', 'CONFORMANCE_MARK'] };
const MARK = 'in-step';
/** What every call has set. */
export const MARK_VARIABLES: Readonly<Record<string, string>> = { CONFORMANCE_MARK: MARK };

/** What came of a step, for a person. */
export function cameOf(call: JudgedCall, step: number): string {
  const report = call.outcomes[step]?.report;
  if (report !== undefined) return describeReport(report);
  return call.end === 'closed' ? 'no report: the app closed the connection' : 'no report in time';
}

/** The report of a step. @throws RuleBroken when there is none; NotSupported when the library cannot do it */
export function reportOf(call: JudgedCall, step: number, expected: string): ConformanceReport {
  const report = call.outcomes[step]?.report;
  if (report === undefined) throw new RuleBroken(expected, cameOf(call, step));
  if (report.kind === 'unsupported') throw new NotSupported(call.plan.steps[step]?.step[0] ?? 'the step');
  return report;
}

/** @param accepted - values that mean the same; `undefined` is no value at all */
export function expectValue(call: JudgedCall, step: number, ...accepted: readonly (string | undefined)[]): void {
  const expected = accepted.map((value) => (value === undefined ? 'no value' : `ok ${quoteOf(value)}`)).join(' or ');
  const report = reportOf(call, step, expected);
  if (report.kind === 'ok' && accepted.includes(report.value)) return;
  throw new RuleBroken(expected, cameOf(call, step));
}

/** What was judged did no harm: the next command gets its own answer. */
export function expectInStep(call: JudgedCall, step: number): void {
  const report = call.outcomes[step]?.report;
  if (report?.kind === 'ok' && report.value === MARK) return;
  throw new RuleBroken(`the next command to get its own answer, ok "${MARK}"`, cameOf(call, step));
}

/** The app was told that the command failed. @param orHangup - it may have been told that the caller has gone, too */
export function expectError(call: JudgedCall, step: number, { orHangup = false } = {}): void {
  const expected = orHangup ? 'an error or a hang-up' : 'an error';
  const report = reportOf(call, step, expected);
  if (report.kind === 'error' || (report.kind === 'hangup' && orHangup)) return;
  // A library that hands on what Asterisk says has said -1.
  if (report.kind === 'ok' && /^-1\b/.test(report.value ?? '')) return;
  throw new RuleBroken(expected, cameOf(call, step));
}

/** The app was told that the caller has gone, or it has closed. */
export function expectHangup(call: JudgedCall, step: number): void {
  if (!isGivenUp(call, step)) expectError(call, step, { orHangup: true });
}

/** The app gave the call up in place of a report. */
export const isGivenUp = ({ outcomes, end }: JudgedCall, step: number): boolean =>
  outcomes[step]?.report === undefined && end === 'closed';

/** The same before it asked what to do. One that asks, and takes a wrong answer for the end of the steps, has lost its way. */
export const isClosedBefore = (call: JudgedCall, step: number): boolean =>
  isGivenUp(call, step) && call.outcomes[step]?.isRead === false;
