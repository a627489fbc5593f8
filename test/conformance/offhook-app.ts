// The conformance app of offhook. Compiled, and started with PORT=4573.
import { type CallSession, FastAgiTransport, HangUpError, answerCalls } from 'offhook/core';

let calls = 0;

const methods = ({ channel, environment }: CallSession): Record<string, (...args: string[]) => unknown> => ({
  ENVIRONMENT: (name) => environment.get(name),
  CALLS: () => calls,
  BOTH: (one, two) => Promise.all([channel.getVariable(one), channel.getVariable(two)]),
  'SET LONG': (name, letter, length) => channel.setVariable(name, letter.repeat(Number(length))),
  'GET VARIABLE': (name) => channel.getVariable(name),
  'SET VARIABLE': (name, value) => channel.setVariable(name, value),
  'DATABASE GET': (family, key) => channel.databaseGet(family, key),
  'WAIT FOR DIGIT': async (timeoutMs) => {
    const pressed = await channel.waitForDigit(Number(timeoutMs));
    return pressed.kind === 'key' ? pressed.key : '';
  },
  'STREAM FILE': async (file, keys) => {
    const played = await channel.streamFile(file, keys);
    if (played.kind === 'notPlayed') throw new Error('not played');
    return [played.kind === 'key' ? played.key : '', `endpos=${played.endSamples}`];
  },
  'GET DATA': async (file, timeoutMs, maxDigits) => {
    const typed = await channel.getData(file, { timeoutMs: Number(timeoutMs), maxDigits: Number(maxDigits) });
    if (typed.kind === 'notPlayed') throw new Error('not played');
    return [typed.digits, typed.kind];
  },
  GOSUB: (context, extension, priority) => channel.gosub(context, extension, Number(priority)),
  EXEC: (application, options) => channel.exec(application, options),
  VERBOSE: (message) => channel.verbose(message),
});

const encoded = (part: unknown) =>
  encodeURIComponent(String(part)).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

async function carryOut(session: CallSession, step: string): Promise<string> {
  const [name = '', ...args] = step.split('|').map(decodeURIComponent);
  const method = methods(session)[name];
  if (method === undefined) return 'unsupported';
  try {
    const given = await method(...args);
    return ['ok', ...(given === undefined ? [] : [given].flat())].map(encoded).join('|');
  } catch (error) {
    return error instanceof HangUpError ? 'hangup' : `error|${encoded(error)}`;
  }
}

export async function onCall(session: CallSession): Promise<void> {
  calls++;
  try {
    for (;;) {
      const step = await session.channel.getVariable('CONFORMANCE_STEP');
      if (!step) return;
      await session.channel.setVariable('CONFORMANCE_RESULT', await carryOut(session, step));
    }
  } finally {
    calls--;
  }
}

// Connections that break off are the point, and no reason for a line of the log.
if (process.env['PORT'] !== undefined)
  await answerCalls(new FastAgiTransport({ port: Number(process.env['PORT']) }), { onCall, onError: () => {} });
