import { isTimedProcess } from '../timed-process.js';
import { expand } from '../expand.js';
import { defineVirtualCommand, result } from './define-virtual-command.js';

const NO_SUCH_APPLICATION = -2;
const YES = /^(yes|true|y|t|1|on)$/i;

export const exec = defineVirtualCommand('EXEC', {
  usage: '<application> <options>',
  args: [1, Infinity],
  afterHangup: true,
  *run(call, [name = '', options = '']) {
    const application = call.asterisk.findApplication(name);
    if (application === undefined) return result(NO_SUCH_APPLICATION);
    const isExpanded = YES.test(call.channel.variables.get('AGIEXECFULL') ?? '');
    const meant = isExpanded ? expand(call, options) : options;
    call.tell({ kind: 'application', name, options: meant });
    const returned = application(call, meant);
    return result(isTimedProcess(returned) ? yield* returned : returned);
  },
});
