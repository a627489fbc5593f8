import { expect, test } from 'vitest';
import * as core from 'offhook/core';
import * as main from 'offhook';
import * as testing from 'offhook/testing';

// Changing a list here is changing the contract. Types are not seen at run time: the package suite compiles against them.

test('offhook exports these values and no others', () => {
  expect(Object.keys(main).toSorted()).toMatchInlineSnapshot(`
    [
      "AgiApp",
      "AgiChannel",
      "AgiController",
      "AgiEnvironment",
      "AgiRequest",
      "Arg",
      "ArgumentError",
      "BootError",
      "Call",
      "CallerNumber",
      "CommandError",
      "DatabaseError",
      "Digits",
      "EndedCall",
      "HangUpError",
      "Inject",
      "Injectable",
      "InvalidCommandError",
      "Log",
      "Menu",
      "OffhookError",
      "OnCall",
      "OnDtmf",
      "OnHangup",
      "OnNoInput",
      "OnNoMatch",
      "Param",
      "ProtocolError",
      "Query",
      "Signal",
      "Step",
      "UsageError",
      "Variable",
      "Variables",
      "createAgiApp",
      "createParamDecorator",
      "go",
      "hangUp",
      "leave",
      "menu",
      "printable",
      "provide",
      "repeat",
      "say",
      "token",
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
      "answerCalls",
      "defineCommand",
      "printable",
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
      "RealClock",
      "TestPhone",
      "Transcript",
      "VirtualAsterisk",
      "VirtualCall",
      "VirtualClock",
      "connectTcp",
      "createTestPhone",
      "everySound",
      "heard",
      "joinSounds",
      "openTestPhone",
      "parseAgiUrl",
      "soundFolder",
      "soundTable",
      "wireOfLink",
    ]
  `);
});
