import type { CommandAnswer } from './commands/define-command.js';
import { getFullVariable } from './commands/variables.js';

/** Where a channel stands in the dialplan, as text to compare. */
export const PLACE_EXPRESSION = '${CONTEXT},${EXTEN},${PRIORITY}';

/**
 * Applications that leave the call where it stands, for certain. Behind every other one it is looked for: a queue that is left
 * by a key, a mailbox, a directory and whatever holds a Goto move it.
 */
const STAYS = new Set(
  (
    'answer log minivmdelete mixmonitor mset musiconhold noop playback playtones progress read record ringing ' +
    'senddtmf set stopmixmonitor stopplaytones transfer userevent verbose wait'
  ).split(' '),
);

/** Whether an application, in any letter case, cannot have moved the call. */
export const staysInPlace = (application: string): boolean => STAYS.has(application.toLowerCase());

/** Notes where the call stands behind an application, where that is tracked, so that nobody takes the move for a redirect when the caller leaves later. */
export async function notePlace(answer: CommandAnswer): Promise<void> {
  if (answer.isOver || answer.place === undefined) return;
  try {
    const place = await answer.ask(getFullVariable(PLACE_EXPRESSION));
    // A redirect moves the channel too; it is told as a hang-up.
    if (place !== answer.place && !(await answer.hasHungUp())) answer.movedTo(place);
  } catch {
    // The call is over, and whoever uses the channel next is told.
  }
}
