// The conformance app of asterisk.io: npm i asterisk.io, then PORT=4573 node asterisk-io-app.cjs
const { agi } = require('asterisk.io');

let calls = 0;
const encoded = (part) =>
  encodeURIComponent(String(part)).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const PLAIN = /^[\w.:/*#|%=-]+$/;

agi(Number(process.env.PORT ?? 4573), '127.0.0.1').on('connection', async (handler) => {
  calls++;
  handler.on('error', () => {});
  // The library takes whole lines: an argument that must be quoted would be the app's work.
  const ask = (...words) =>
    new Promise((resolve, reject) => {
      if (!words.every((word) => PLAIN.test(word))) return reject('unsupported');
      handler.command(words.join(' '), (code, result, data) => {
        if (code === 200) resolve({ result, data });
        else reject(code);
      });
      handler.once('hangup', () => reject('hangup'));
      handler.once('close', () => reject('closed'));
    });
  const value = async (...words) => (await ask(...words)).data ?? undefined;
  const result = async (...words) => {
    const { result: number, data } = await ask(...words);
    return data === null ? number : [number, data];
  };
  const own = {
    ENVIRONMENT: (name) => handler[name],
    CALLS: () => calls,
    BOTH: (one, two) => Promise.all([value('GET', 'VARIABLE', one), value('GET', 'VARIABLE', two)]),
    'SET LONG': (name, letter, length) => result('SET', 'VARIABLE', name, letter.repeat(Number(length))),
    'GET VARIABLE': (name) => value('GET', 'VARIABLE', name),
    'DATABASE GET': (family, key) => value('DATABASE', 'GET', family, key),
  };
  try {
    for (;;) {
      const step = await value('GET', 'VARIABLE', 'CONFORMANCE_STEP');
      if (!step) break;
      const [name, ...args] = step.split('|').map(decodeURIComponent);
      let report;
      try {
        const given = await (own[name]?.(...args) ?? result(...name.split(' '), ...args));
        report = ['ok', ...(given === undefined ? [] : [given].flat())].map(encoded).join('|');
      } catch (error) {
        if (error === 'closed') throw error;
        report = error === 'hangup' || error === 'unsupported' ? error : `error|${encoded(error)}`;
      }
      await ask('SET', 'VARIABLE', 'CONFORMANCE_RESULT', report);
    }
  } catch {
    // The connection has gone.
  } finally {
    calls--;
    handler.close();
  }
});
