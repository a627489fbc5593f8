import { EVERY_KEY } from '../timed-process.js';
import { startMusic, stopMusic } from '../music.js';
import { listen, play, playFile } from '../play.js';
import { msOfSamples, samplesOfMs, wholeFrames } from '../samples.js';
import { readInteger } from '../words.js';
import { asciiOfKey, defineVirtualCommand, failure, NOTHING, result, USAGE } from './define-virtual-command.js';

export const streamFile = defineVirtualCommand('STREAM FILE', {
  usage: '<filename> <escape digits> [<sample offset>]',
  args: [2, 3],
  *run(call, [name = '', keys = '', offset = '0']) {
    const givenOffset = readInteger(offset);
    if (givenOffset === undefined) return USAGE;
    const durationMs = call.soundDurationMs(name);
    if (durationMs === undefined) return failure(`-1 endpos=${givenOffset}`);
    const total = samplesOfMs(durationMs);
    const start = Math.min(Math.max(0, givenOffset), total);
    const { channel } = call;
    const continues = start > 0 && channel.lastCut?.name === name && channel.lastCut.endpos === start;
    const until = { keys, isInterruptible: true, isStoppable: true, continues };
    const played = yield* play(call, { kind: 'file', text: name }, durationMs - msOfSamples(start), until);
    if (played.end === 'command') return NOTHING;
    const isSuccess = played.end === 'finished' || played.end === 'stopped';
    channel.variables.set('PLAYBACKSTATUS', isSuccess ? 'SUCCESS' : 'FAILED');
    if (played.end === 'finished') return result(`0 endpos=${total}`);
    const endpos = start + wholeFrames(played.heardMs);
    channel.lastCut = { name, endpos };
    if (played.end === 'stopped') return result(`0 endpos=${endpos}`);
    return played.end === 'key' ? result(`${asciiOfKey(played.key)} endpos=${endpos}`) : failure(`-1 endpos=${endpos}`);
  },
});

export const getOption = defineVirtualCommand('GET OPTION', {
  usage: '<filename> <escape_digits> [timeout]',
  args: [2, 3],
  *run(call, [name = '', keys = '', timeout]) {
    const timeoutMs = timeout === undefined ? call.channel.digitTimeoutMs : (readInteger(timeout) ?? 0);
    const played = yield* playFile(call, name, { keys, isInterruptible: true, isStoppable: true });
    if (played.end === 'missing') return failure('-1 endpos=0');
    if (played.end === 'command') return NOTHING;
    const endpos = wholeFrames(played.heardMs);
    if (played.end === 'key') return result(`${asciiOfKey(played.key)} endpos=${endpos}`);
    if (played.end === 'hangup') return failure(`-1 endpos=${endpos}`);
    // Any key ends this wait; a hang-up, AMI's ControlPlayback and the next command do too, and all look alike.
    const until = { keys: EVERY_KEY, isInterruptible: true, isStoppable: true };
    const happening = yield* listen(call, { forMs: timeoutMs, ...until });
    const isChosen = happening.kind === 'key' && keys.includes(happening.key);
    return result(`${isChosen ? asciiOfKey(happening.key) : 0} endpos=${endpos}`);
  },
});

export const setMusic = defineVirtualCommand('SET MUSIC', {
  usage: '<on|off> <class>',
  args: [1, Infinity],
  run(call, [mode = '', musicClass = 'default']) {
    if (/^on/i.test(mode)) startMusic(call, musicClass);
    else if (/^off/i.test(mode)) stopMusic(call);
    return result(0);
  },
});
