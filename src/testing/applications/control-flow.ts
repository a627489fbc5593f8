import type { Application } from '../call-context.js';
import { isTimedProcess } from '../timed-process.js';
import { expand } from '../expand.js';
import { readInteger } from '../words.js';
import { splitOptions } from './application.js';

/** @internal Moves the place where the dialplan goes on: `[[context,]extension,]priority`. */
export const goTo: Application = ({ channel }, options) => {
  const parts = splitOptions(options);
  const [priority = '1', extension = channel.place.extension, context = channel.place.context] = parts.toReversed();
  channel.place = { context, extension, priority: (readInteger(priority) ?? 1) - 1 };
  return 0;
};

/** @internal Runs nothing now: the routine runs when AGI() has ended. */
export const gosub: Application = (call, options) => goTo(call, options.replace(/\(.*/s, ''));

/** @internal There is nothing to return to: AGI() is not a routine. */
export const returnFromRoutine: Application = () => -1;

/** @internal `Exec(application(options))` and TryExec, which goes on whatever comes of it. Both evaluate the options. */
export const execApplication = (isTry: boolean): Application =>
  function* (call, options) {
    const [, name = '', inner = ''] = /^([^(,]*)[(,]?(.*?)\)?$/s.exec(options) ?? [];
    const application = call.asterisk.findApplication(name);
    const returned = application?.(call, expand(call, inner));
    const result = returned === undefined || !isTimedProcess(returned) ? returned : yield* returned;
    if (!isTry) return result ?? -1;
    call.channel.setVariable('TRYSTATUS', result === undefined ? 'NOAPP' : result === 0 ? 'SUCCESS' : 'FAILED');
    return 0;
  };
