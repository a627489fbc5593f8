import { printable } from '../../errors/printable.js';
import { readParts } from './step.js';

/** What the app says of a step. */
export type ConformanceReport =
  /** `value` is what the library gave, if anything; `facts` what else it said: `endpos=1600`, `timeout`. */
  | { readonly kind: 'ok'; readonly value: string | undefined; readonly facts: readonly string[] }
  /** The library told the app that the command failed. */
  | { readonly kind: 'error'; readonly what: string }
  /** The library told the app that the caller has gone. */
  | { readonly kind: 'hangup' }
  /** The library cannot do it. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'unreadable'; readonly text: string };

/** Reads what stands in CONFORMANCE_RESULT: `ok`, `ok|VALUE|FACT`, `error|TEXT`, `hangup`, `unsupported`. */
export function readReport(text: string): ConformanceReport {
  const [kind = '', first, ...facts] = readParts(text);
  switch (kind) {
    case 'ok':
      return { kind, value: first, facts };
    case 'error':
      return { kind, what: first ?? '' };
    case 'hangup':
    case 'unsupported':
      return { kind };
    default:
      return { kind: 'unreadable', text };
  }
}

const LONGEST_QUOTE = 60;

/** A report for a person, safe to print. */
export function describeReport(report: ConformanceReport): string {
  switch (report.kind) {
    case 'ok': {
      const given = report.value === undefined ? [] : [report.value, ...report.facts];
      return ['ok', ...given.map((text) => `"${printable(text, LONGEST_QUOTE)}"`)].join(' ');
    }
    case 'error':
      return `error${report.what === '' ? '' : ` "${printable(report.what, LONGEST_QUOTE)}"`}`;
    case 'unreadable':
      return `a report that cannot be read, "${printable(report.text, LONGEST_QUOTE)}"`;
    default:
      return report.kind;
  }
}
