import { type AgiCommand, defineCommand } from '../commands/define-command.js';
import { setVariable } from '../commands/variables.js';
import { wholeOrUnset } from '../whole-value.js';
import type { ChannelFunction } from './define-function.js';
import { functions } from './table.js';

type Functions = typeof functions;

/** Functions that can be read. */
export type FunctionName = keyof Functions;
/** What stands in a function's parentheses when it is read. */
export type FunctionArguments<N extends FunctionName> = Parameters<Functions[N]['read']>;
/** What a function's value is. */
export type FunctionValue<N extends FunctionName> = ReturnType<Functions[N]['parse']>;
/** Functions that can be written. */
export type WritableFunctionName = {
  [N in FunctionName]: Parameters<Functions[N]['write']> extends never ? never : N;
}[FunctionName];
/** What stands in its parentheses then. */
export type WritableFunctionArguments<N extends WritableFunctionName> = Parameters<Functions[N]['write']>;

/** @internal The command that reads a function. */
export function getFunction<N extends FunctionName>(
  name: N,
  ...args: FunctionArguments<N>
): AgiCommand<FunctionValue<N> | undefined> {
  const { read, parse } = rowOf<FunctionArguments<N>, never, FunctionValue<N>>(name);
  const called = expression(name, read(...args));
  return defineCommand('GET FULL VARIABLE', {
    encode: () => ({ expression: `\${${called}}` }),
    async decode(answer): Promise<FunctionValue<N> | undefined> {
      const text = await wholeOrUnset(answer);
      return text === undefined ? undefined : parse(text);
    },
    afterHangup: true,
    answersAtOnce: true,
    text: 'marked',
  })();
}

/** @internal The command that writes to a function. */
export function setFunction<N extends WritableFunctionName>(
  name: N,
  ...argsAndValue: [...WritableFunctionArguments<N>, value: FunctionValue<N>]
): AgiCommand<void> {
  // A tuple's parts by position: its length is not known to TypeScript here.
  const args = argsAndValue.slice(0, -1) as unknown as WritableFunctionArguments<N>;
  const value = argsAndValue.at(-1) as FunctionValue<N>;
  const { write, format } = rowOf<never, WritableFunctionArguments<N>, FunctionValue<N>>(name);
  return defineCommand('SET VARIABLE', {
    encode: () => ({ name: expression(name, write(...args)), value: format(value) }),
    decode: setVariable.decode,
    afterHangup: true,
    isInstant: true,
  })();
}

const expression = (name: string, args: readonly string[]) => `${name}(${args.join(',')})`;

/** The row as what its name says it is: TypeScript does not follow that through the index. */
function rowOf<Read extends readonly unknown[], Write extends readonly unknown[], Value>(
  name: FunctionName,
): ChannelFunction<Read, Write, Value> {
  return functions[name] as unknown as ChannelFunction<Read, Write, Value>;
}
