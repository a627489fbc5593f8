import { performOutcome } from '../perform-outcome.js';
import { readInteger } from '../words.js';
import { defineVirtualCommand, failure, result, USAGE } from './define-virtual-command.js';

export const setContext = defineVirtualCommand('SET CONTEXT', {
  usage: '<desired context>',
  args: [1, 1],
  run({ channel }, [context = '']) {
    channel.place = { ...channel.place, context };
    return result(0);
  },
});

export const setExtension = defineVirtualCommand('SET EXTENSION', {
  usage: '<new extension>',
  args: [1, 1],
  run({ channel }, [extension = '']) {
    channel.place = { ...channel.place, extension };
    return result(0);
  },
});

export const setPriority = defineVirtualCommand('SET PRIORITY', {
  usage: '<priority>',
  args: [1, 1],
  run({ channel, asterisk }, [priority = '']) {
    const { context, extension } = channel.place;
    const next = readInteger(priority) ?? asterisk.dialplan.labels?.[`${context},${extension},${priority}`];
    if (next === undefined) return USAGE;
    // The dialplan goes on with the priority after the one that runs.
    if (next >= 0) channel.place = { ...channel.place, priority: next - 1 };
    return result(0);
  },
});

export const gosub = defineVirtualCommand('GOSUB', {
  usage: '<context> <extension> <priority> [<optional-argument>]',
  args: [3, 4],
  *run(call, [context = '', extension = '', priority = '', args]) {
    const subroutine = call.asterisk.dialplan.subroutines?.[`${context},${extension},${priority}`];
    if (subroutine === undefined) return failure('-1 Gosub label not found');
    call.send('100 result=0 Trying...');
    const { returns, ...outcome } = subroutine;
    yield* performOutcome(call, outcome);
    const returned = call.channel.isHungUp ? undefined : returns;
    const value = typeof returned === 'function' ? returned(args === undefined ? [] : args.split(',')) : returned;
    call.channel.setVariable('GOSUB_RETVAL', value ?? '');
    return result(value === undefined ? '0 Gosub complete (abnormal exit)' : '0 Gosub complete');
  },
});
