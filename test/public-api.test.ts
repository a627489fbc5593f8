import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import * as core from 'offhook/core';
import * as main from 'offhook';
import * as testing from 'offhook/testing';

// Changing a list here is changing the contract. Types are not seen at run time: their lists stand in test/types, where they compile.

test('offhook exports these values and no others', () => {
  expect(Object.keys(main).toSorted()).toMatchInlineSnapshot(`
    [
      "AgiApp",
      "AgiChannel",
      "AgiController",
      "AgiEnvironment",
      "AgiModule",
      "AgiRequest",
      "AgiServer",
      "Arg",
      "ArgumentError",
      "Ask",
      "BootError",
      "Call",
      "CallerNumber",
      "Catch",
      "CommandError",
      "DatabaseError",
      "Dialog",
      "Digits",
      "EndedCall",
      "Field",
      "HangUpError",
      "Inject",
      "Injectable",
      "Input",
      "InvalidCommandError",
      "Link",
      "Log",
      "Logger",
      "Menu",
      "OffhookError",
      "OnAttemptsUsedUp",
      "OnCall",
      "OnDtmf",
      "OnEnter",
      "OnHangup",
      "OnNoInput",
      "OnNoMatch",
      "Param",
      "ParameterError",
      "ProtocolError",
      "Query",
      "Screening",
      "Signal",
      "Step",
      "Subdialog",
      "UsageError",
      "UseFilter",
      "UseGuard",
      "UseInterceptor",
      "UsePipe",
      "Variable",
      "Variables",
      "absoluteFile",
      "accept",
      "applyDecorators",
      "back",
      "calledFrom",
      "callerList",
      "createAgiApp",
      "createLogger",
      "createParamDecorator",
      "extensionTarget",
      "finish",
      "go",
      "hangUp",
      "keepListening",
      "leave",
      "menu",
      "openingHours",
      "printable",
      "provide",
      "range",
      "rateLimit",
      "read",
      "recordCalls",
      "reject",
      "repeat",
      "say",
      "secretArgument",
      "soundUrl",
      "token",
      "transferTarget",
      "trunkTarget",
    ]
  `);
});

test('offhook/core exports these values and no others', () => {
  expect(Object.keys(core).toSorted()).toMatchInlineSnapshot(`
    [
      "AgiChannel",
      "AgiEnvironment",
      "ArgumentError",
      "CallSession",
      "ChannelState",
      "CommandError",
      "DatabaseError",
      "FastAgiTransport",
      "HangUpError",
      "InvalidCommandError",
      "OffhookError",
      "ProtocolError",
      "UsageError",
      "VerboseLevel",
      "absoluteFile",
      "answerCalls",
      "commands",
      "defineCommand",
      "extensionTarget",
      "printable",
      "soundUrl",
      "transferTarget",
      "trunkTarget",
    ]
  `);
});

test('offhook/testing exports these values and no others', () => {
  expect(Object.keys(testing).toSorted()).toMatchInlineSnapshot(`
    [
      "AppPhone",
      "AstDb",
      "CORE_SOUNDS",
      "Caller",
      "FlowCoverage",
      "RealClock",
      "TestPhone",
      "Transcript",
      "VirtualAsterisk",
      "VirtualCall",
      "VirtualClock",
      "callMatchers",
      "connectTcp",
      "createTestPhone",
      "everySound",
      "heard",
      "joinSounds",
      "journalOfCall",
      "journalToTest",
      "linkedPair",
      "openTestPhone",
      "parseAgiUrl",
      "replayJournal",
      "reportFlowCoverage",
      "soundFolder",
      "soundTable",
      "transcriptSerializer",
      "wireOfLink",
    ]
  `);
});

/** The names in the lists `export { … } from` of a file that are types, in order. */
async function typesIn(path: string): Promise<readonly string[]> {
  const text = await readFile(new URL(path, import.meta.url), 'utf8');
  const lists = [...text.matchAll(/^export (type )?\{([^}]*)\} from/gm)];
  const types = lists.flatMap(([, ofTypes, names = '']) =>
    names.split(',').flatMap((name) => {
      const [, isType, own = ''] = /^\s*(type )?(?:\w+ as )?(\w*)\s*$/.exec(name) ?? [];
      return own !== '' && (ofTypes ?? isType) !== undefined ? [own] : [];
    }),
  );
  return types.toSorted();
}

test.each([
  ['offhook', '../src/index.ts', './types/names-of-offhook.test-d.ts'],
  ['offhook/types', '../src/types.ts', './types/names-of-types.test-d.ts'],
  ['offhook/core', '../src/core.ts', './types/names-of-core.test-d.ts'],
  ['offhook/testing', '../src/testing.ts', './types/names-of-testing.test-d.ts'],
])('%s exports the types of its list and no others', async (_entry, source, list) => {
  const types = await typesIn(list);
  expect(types.length).toBeGreaterThan(20);
  expect(await typesIn(source)).toEqual(types);
});

test('the front door has at most 150 names', async () => {
  expect(Object.keys(main).length + (await typesIn('../src/index.ts')).length).toBeLessThanOrEqual(150);
});
