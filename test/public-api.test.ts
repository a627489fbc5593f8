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
      "Ask",
      "BootError",
      "Call",
      "CallerNumber",
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
      "ProtocolError",
      "Query",
      "Signal",
      "Step",
      "Subdialog",
      "UsageError",
      "Variable",
      "Variables",
      "back",
      "createAgiApp",
      "createParamDecorator",
      "extensionTarget",
      "finish",
      "go",
      "hangUp",
      "leave",
      "listen",
      "menu",
      "printable",
      "provide",
      "read",
      "repeat",
      "say",
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
      "answerCalls",
      "commands",
      "defineCommand",
      "extensionTarget",
      "printable",
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
