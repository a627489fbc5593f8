import { answerChannel } from '../answer-channel.js';
import type { Application } from '../call-context.js';
import { wait } from '../timed-process.js';
import { playFile } from '../play.js';

/** `ConfBridge(room)`: nobody else is there, which the caller hears; they stay until they hang up. @internal */
export const confBridge: Application = function* (call) {
  call.channel.setVariable('CONFBRIDGE_RESULT', 'FAILED');
  if (call.channel.readsHangup() || (yield* answerChannel(call)).kind === 'hangup') return -1;
  const { end } = yield* playFile(call, 'conf-onlyperson');
  if (end !== 'hangup') yield* wait({ forMs: Infinity });
  call.channel.setVariable('CONFBRIDGE_RESULT', 'HANGUP');
  return 0;
};
