import type { JudgeWire } from '../judge-wire.js';
import { type JudgeTools, type ConformanceCase, RuleBroken } from '../conformance-case.js';
import type { JudgedCall, JudgedLine } from '../call-plan.js';
import { cameOf, expectInStep, MARK_STEP, reportOf } from '../expect.js';

const CALLS_AT_ONCE = 20;
const HALF_A_BLOCK = 'agi_network: yes\nagi_request: agi://localhost/\nagi_cha';
const GET_VALUE = ['GET VARIABLE', 'CONFORMANCE_VALUE'];
const RETRY_MS = 50;

/** Another call is served. */
async function expectServed(tools: JudgeTools): Promise<void> {
  expectInStep(await tools.makeCall({ steps: [MARK_STEP] }), 0);
}

/** Half of an answer, and the end. */
const cutAnswer = (tools: JudgeTools): Promise<JudgedCall> =>
  tools.makeCall({
    steps: [{ step: GET_VALUE, answer: '200 result=1 (ha', during: (line) => line.break('end') }],
    untilClosed: true,
  });

/** @returns whether the app closed the connection in time */
async function isClosedByApp(wire: JudgeWire, tools: JudgeTools): Promise<boolean> {
  let isClosed = false;
  wire.open({ received: () => {}, closed: () => (isClosed = true) });
  for (let leftMs = tools.limitMs; leftMs > 0 && !isClosed; leftMs -= RETRY_MS) await tools.wait(RETRY_MS);
  wire.destroy();
  return isClosed;
}

/** How many calls the app has in hand, one that asks included. */
async function callsInHand(tools: JudgeTools): Promise<number> {
  const call = await tools.makeCall({ steps: [{ step: ['CALLS'] }] });
  const report = reportOf(call, 0, 'ok and a number');
  if (report.kind !== 'ok' || !/^\d+$/.test(report.value ?? ''))
    throw new RuleBroken('ok and a number', cameOf(call, 0));
  return Number(report.value);
}

const toBytes = (text: string) => Buffer.from(text);

/** What a connection and its end can look like. */
export const CONNECTION_CASES: readonly ConformanceCase[] = [
  {
    name: 'connection/closes',
    rule: 'Asterisk waits without a limit, so the library must close the connection when the app is done.',
    async judge(tools) {
      const call = await tools.makeCall({ steps: [MARK_STEP], untilClosed: true });
      expectInStep(call, 0);
      if (call.end !== 'closed') throw new RuleBroken('the connection to be closed', 'nothing');
    },
  },
  {
    name: 'connection/many',
    rule: "Each call has its own connection, and many come at once. They must not get each other's values.",
    async judge(tools) {
      const names = Array.from({ length: CALLS_AT_ONCE }, (_, i) => `call-${i}`);
      const calls = await Promise.all(
        names.map((name) =>
          tools.makeCall({
            steps: [{ step: GET_VALUE }, { step: ['ENVIRONMENT', 'agi_arg_1'] }],
            setup: { args: [name], variables: { CONFORMANCE_VALUE: name } },
          }),
        ),
      );
      for (const [i, call] of calls.entries())
        for (const step of [0, 1]) {
          const report = reportOf(call, step, `ok "${names[i]}"`);
          if (report.kind !== 'ok' || report.value !== names[i])
            throw new RuleBroken(`ok "${names[i]}"`, cameOf(call, step));
        }
    },
  },
  {
    name: 'connection/cut-answer',
    rule: 'A connection may end in the middle of an answer, for example when Asterisk is killed. The library must close it.',
    async judge(tools) {
      const call = await cutAnswer(tools);
      if (call.end !== 'closed') throw new RuleBroken('the connection to be closed', cameOf(call, 0));
      await expectServed(tools);
    },
  },
  {
    name: 'connection/lost-answer',
    rule: 'When an answer can no longer come, the library must end the wait for it, so that the app finishes the call.',
    async judge(tools) {
      const before = await callsInHand(tools);
      await cutAnswer(tools);
      let now = await callsInHand(tools);
      for (let leftMs = tools.limitMs; leftMs > 0 && now > before; leftMs -= RETRY_MS) {
        await tools.wait(RETRY_MS);
        now = await callsInHand(tools);
      }
      if (now > before)
        throw new RuleBroken(`${before} call in hand, as before`, `${now}: one still waits for an answer`);
    },
  },
  {
    name: 'connection/reset',
    rule: 'A connection may be reset. The server must go on serving calls.',
    async judge(tools) {
      const resetting = { step: GET_VALUE, answer: '', during: (line: JudgedLine) => line.break('reset') };
      await tools.makeCall({ steps: [resetting], untilClosed: true });
      await tools.wait(RETRY_MS);
      await expectServed(tools);
    },
  },
  {
    name: 'connection/probe',
    rule: 'A connection may be closed at once, as health checks do. The server must go on serving calls.',
    async judge(tools) {
      const wire = await tools.connect();
      wire.end();
      await isClosedByApp(wire, tools);
      await expectServed(tools);
    },
  },
  {
    name: 'connection/half-a-block',
    rule: 'A connection may end in the middle of the block. The library must close it and serve the next call.',
    async judge(tools) {
      const wire = await tools.connect();
      wire.sendBytes(toBytes(HALF_A_BLOCK));
      await tools.wait(RETRY_MS);
      wire.end();
      if (!(await isClosedByApp(wire, tools))) throw new RuleBroken('the connection to be closed', 'nothing');
      await expectServed(tools);
    },
  },
  {
    name: 'connection/silent-peer',
    rule: 'A connection on which nothing comes must not hold up other calls.',
    async judge(tools) {
      const silent = await tools.connect();
      try {
        await expectServed(tools);
      } finally {
        silent.destroy();
      }
    },
  },
];
