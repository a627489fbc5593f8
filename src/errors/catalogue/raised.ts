import { type BootProblem, problemLine } from './boot-problem.js';
import { printable } from '../printable.js';

const quote = (text: unknown) => `"${printable(text)}"`;

/** Each mistake on a line of its own. */
const mistakes = (problems: readonly BootProblem[]) =>
  `${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}.\n${problems.map((problem) => `  - ${problemLine(problem)}`).join('\n')}\n`;

/**
 * Every error this package raises: code → sentence (what happened, where, what to do). Mistakes that are found before the first
 * call have rows of their own, in `boot.ts`. `docs/reference/errors.md` explains each code, and a test compares the two lists.
 */
export const catalogue = {
  // The app's code asks for something that must not reach the wire.
  AGI_ARGUMENT: (f: { command: string; argument: string; value: unknown; problem: string }) =>
    `${f.command}: ${f.argument} is ${quote(f.value)}, but ${f.problem}. Nothing was sent.`,
  AGI_LINE_TOO_LONG: (f: { command: string; bytes: number; limit: number }) =>
    `${f.command}: the line would have ${f.bytes} bytes, this Asterisk reads ${f.limit}. Nothing was sent. Shorten the argument, or store it in AstDB or a file.`,
  AGI_TOO_MANY_WORDS: (f: { command: string; words: number }) =>
    `${f.command}: the line would have ${f.words} words, Asterisk takes 127. Nothing was sent. Join arguments into one.`,

  // Asterisk refused or failed.
  AGI_COMMAND_FAILED: (f: { command: string; reply: string; problem: string }) =>
    `${printable(f.command, 120)}: ${f.problem}. Asterisk answered ${quote(f.reply)}.`,
  AGI_DATABASE: (f: { command: string; reply: string; problem: string }) =>
    `${printable(f.command, 120)}: ${f.problem}. Asterisk answered ${quote(f.reply)}.`,
  AGI_INVALID_COMMAND: (f: { command: string; reply: string }) =>
    `${printable(f.command, 120)}: this Asterisk does not know the command (${quote(f.reply)}). Look at "agi show commands" on its console; the module that brings it may not be loaded.`,
  AGI_USAGE: (f: { command: string; usage: string }) =>
    `${printable(f.command, 120)}: Asterisk refused the arguments. Its usage text: ${printable(f.usage, 400)}`,

  // The wire.
  AGI_PROTOCOL: (f: { problem: string; received: string }) =>
    `The connection was closed because request and reply can no longer be matched: ${f.problem}. Received ${quote(f.received)}.`,
  AGI_NO_ANSWER: (f: { command: string; problem: string; received: string }) =>
    `The connection was closed because of ${printable(f.command, 120)}: ${f.problem}. Received ${quote(f.received)}. Asterisk answers this command at once, so the peer is none, or it hangs. If a function of the dialplan takes so long, raise commandTimeoutMs.`,
  AGI_HANDSHAKE: (f: { peer: string; problem: string; received: string }) =>
    `${f.peer} is not an Asterisk calling: ${f.problem}. Received ${quote(f.received)}.`,

  AGI_FORGED: (f: { peer: string; problem: string; received: string }) =>
    `A call of ${f.peer} was refused because somebody may have forged what Asterisk says about it: ${f.problem}. Put line feeds into no argument of AGI(); URIENCODE() carries them. Received ${quote(f.received)}.`,

  // The app's flow.
  AGI_NO_SUCH_PLACE: (f: { place: string }) =>
    `leave(): the dialplan has no ${printable(f.place, 120)}, and nothing that takes calls to unknown places. The call goes on behind AGI(). Mend the place, or the dialplan.`,
  AGI_UNDECLARED_STEP: (f: { where: string; step: string; declared: string }) =>
    `${f.where} returned ${f.step}, which its decorator does not declare (declared: ${f.declared}). Add it to "to".`,
  AGI_NOT_A_STEP: (f: { where: string; value: unknown }) =>
    `${f.where} returned ${quote(f.value)}, which is not a step. Return go(), repeat, leave(), hangUp or nothing.`,
  AGI_NOT_A_PROMPT: (f: { where: string; value: unknown; problem?: string }) =>
    `${f.where}: ${quote(f.value)} ${f.problem ?? 'is not a prompt'}. Use the name of a sound file (no quote, backslash, comma, & or control character in it), an item made with say.*, absoluteFile() or soundUrl(), or a list of them.`,
  AGI_PARAMETER: (f: { where: string; parameter: string; value: unknown; problem: string }) =>
    `${f.where}: ${f.parameter} is ${quote(f.value)}, but ${f.problem}. Look at what the dialplan sends, or answer for it with an exception filter for ParameterError.`,
  AGI_QUESTION: (f: { problems: readonly BootProblem[] }) => `The question was not asked: ${mistakes(f.problems)}`,
  AGI_FORM: (f: { problems: readonly BootProblem[] }) => `The form was not filled: ${mistakes(f.problems)}`,
  AGI_RECORDING: (f: { problems: readonly BootProblem[] }) => `Nothing was recorded: ${mistakes(f.problems)}`,
  AGI_SPINNING: (f: { where: string; steps: number }) =>
    `${f.where}: ${f.steps} steps were taken without a command that waits for the caller. The flow goes round in circles; let one step play or ask something.`,
  AGI_DIALOG_DEPTH: (f: { path: readonly string[] }) =>
    `${f.path.length} sub-dialogs run within each other: ${f.path.join(' → ')}. One of them runs itself again; use go() where nothing is to come back.`,
  AGI_PROVIDER_MISSING: (f: { token: string; where: string; fix: string }) =>
    `${f.where}: ${f.token} is not among the providers of this app. ${f.fix}`,
  AGI_CIRCULAR: (f: { circle: readonly string[] }) =>
    `${f.circle.join(' → ')}: it needs itself before it is made. Move what they share into something of its own that both use, or let one ask for the other when it is used, not when it is made.`,
  AGI_OUTSIDE_CALL: (f: { token: string }) =>
    `${f.token} belongs to a call and was asked for outside one. Ask for it with call.get(), or in a class of scope "call".`,
  AGI_SCOPE_CLOSED: (f: { token: string; scope: string }) =>
    `${f.token} was asked for after the end of the ${f.scope}, when everything that the ${f.scope} made is disposed. Ask for it earlier.`,

  // Boot.
  AGI_STANDARD_DECORATORS: (f: { on: string }) =>
    `A decorator on ${f.on} was applied as a standard decorator, which is not told its class. Set "experimentalDecorators" and "emitDecoratorMetadata" to true in the tsconfig.json that the compiler reads.`,
  AGI_BOOT: (f: { problems: readonly BootProblem[] }) => `The app was not started: ${mistakes(f.problems)}`,
  AGI_LISTEN: (f: { host: string; port: number; problem: string }) =>
    `Cannot listen on ${f.host}:${f.port}: ${f.problem}.`,
  AGI_OPTION: (f: { option: string; value: unknown; problem: string }) =>
    `Option ${f.option} is ${quote(f.value)}, but ${f.problem}.`,
} as const;

/** The codes of the catalogue. */
export type ErrorCode = keyof typeof catalogue;
/** The data each code carries. */
export type ErrorFields<C extends ErrorCode> = Parameters<(typeof catalogue)[C]>[0];
