// The conformance app of ding-dong: npm i ding-dong, then PORT=4573 node ding-dong-app.cjs
const createServer = require('ding-dong');

let calls = 0;
const encoded = (part) =>
  encodeURIComponent(String(part)).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

createServer(async (context) => {
  const environment = await context.onEvent('variables');
  calls++;
  context.on('error', () => {});
  // What the library tells by an event ends the wait for the command.
  const told = (command) =>
    new Promise((resolve, reject) => {
      command.then(resolve, reject);
      context.once('hangup', () => reject('hangup'));
      context.once('close', () => reject('closed'));
    });
  const ask = async (command) => {
    const answer = await told(command);
    if (answer.code !== 200) throw answer.code;
    return answer;
  };
  const value = async (command) => {
    const { result, value: text } = await ask(command);
    return text ?? (result === '1' ? '' : undefined);
  };
  const result = async (command) => {
    const { result: text, value: behind } = await ask(command);
    return behind === undefined ? text : [text, behind];
  };
  const methods = {
    ENVIRONMENT: (name) => environment[name],
    CALLS: () => calls,
    BOTH: (one, two) => Promise.all([value(context.getVariable(one)), value(context.getVariable(two))]),
    'SET LONG': (name, letter, length) => result(context.setVariable(name, letter.repeat(Number(length)))),
    'GET VARIABLE': (name) => value(context.getVariable(name)),
    'SET VARIABLE': (name, text) => result(context.setVariable(name, text)),
    'DATABASE GET': (family, key) => value(context.databaseGet(family, key)),
    'WAIT FOR DIGIT': (timeoutMs) => result(context.waitForDigit(timeoutMs)),
    'STREAM FILE': (file, keys) => result(context.streamFile(file, keys)),
    'GET DATA': (file, timeoutMs, maxDigits) => result(context.getData(file, timeoutMs, maxDigits)),
    GOSUB: (place, extension, priority) => result(context.gosub(place, extension, priority)),
    EXEC: (application, options) => result(context.exec(application, options)),
    VERBOSE: (message, level) => result(context.verbose(message, level)),
  };
  try {
    for (;;) {
      const step = (await told(context.getVariable('CONFORMANCE_STEP'))).value;
      if (!step) break;
      const [name, ...args] = step.split('|').map(decodeURIComponent);
      let report = 'unsupported';
      try {
        if (methods[name] !== undefined) {
          const given = await methods[name](...args);
          report = ['ok', ...(given === undefined ? [] : [given].flat())].map(encoded).join('|');
        }
      } catch (error) {
        if (error === 'closed') throw error;
        report = error === 'hangup' ? 'hangup' : `error|${encoded(error)}`;
      }
      // A hang-up that comes while it reports is none of the report's.
      await Promise.race([context.setVariable('CONFORMANCE_RESULT', report), context.onEvent('close')]);
    }
  } catch {
    // The connection has gone.
  } finally {
    calls--;
    void context.end();
  }
}).start(Number(process.env.PORT ?? 4573), '127.0.0.1');
