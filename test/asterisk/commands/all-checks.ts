import { callChecks } from './call.checks.js';
import { type Check, type FamilyChecks, OUTCOMES, type RowName } from './check.js';
import { databaseChecks } from './database.checks.js';
import { dialplanChecks } from './dialplan.checks.js';
import { inputChecks } from './input.checks.js';
import { logChecks } from './log.checks.js';
import { mediaChecks } from './media.checks.js';
import { messagesChecks } from './messages.checks.js';
import { sayChecks } from './say.checks.js';
import { speechChecks } from './speech.checks.js';
import { variablesChecks } from './variables.checks.js';

/** The checks of every row: one that is missing does not compile, and fails a test. */
export const checks: FamilyChecks<RowName> = {
  ...callChecks,
  ...databaseChecks,
  ...dialplanChecks,
  ...inputChecks,
  ...logChecks,
  ...mediaChecks,
  ...messagesChecks,
  ...sayChecks,
  ...speechChecks,
  ...variablesChecks,
};

/** The checks of a row, whatever their outcome. */
export function checksOf(name: RowName): Check[] {
  return OUTCOMES.flatMap((outcome) => {
    const shown = checks[name][outcome];
    return 'cannot' in shown ? [] : [...shown];
  });
}
