import type { CallContext } from '../call-context.js';
import { type TimedProcess, wait } from '../timed-process.js';
import { encodeText } from '../text.js';
import { readInteger } from '../words.js';
import { defineVirtualCommand, failure, result } from './define-virtual-command.js';

export const receiveChar = defineVirtualCommand('RECEIVE CHAR', {
  usage: '<timeout>',
  args: [1, 1],
  *run(call, [timeout]) {
    const text = yield* receive(call, timeout);
    // The rest of the text is lost. No text is told as a hang-up, whatever the documentation says.
    return text === undefined ? failure('-1 (hangup)') : result(encodeText(text)[0] ?? 0);
  },
});

export const receiveText = defineVirtualCommand('RECEIVE TEXT', {
  usage: '<timeout>',
  args: [1, 1],
  *run(call, [timeout]) {
    const text = yield* receive(call, timeout);
    return result(text === undefined ? -1 : `1 (${text})`);
  },
});

function* receive({ channel }: CallContext, timeout: string | undefined): TimedProcess<string | undefined> {
  const timeoutMs = readInteger(timeout) ?? 0;
  if (channel.isHungUp) return undefined;
  const happening = yield* wait({ forMs: timeoutMs < 0 ? Infinity : timeoutMs, takesText: true });
  return happening.kind === 'text' ? happening.text : undefined;
}
