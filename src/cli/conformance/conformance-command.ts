import { printable } from '../../errors/printable.js';
import type { AgiUrl } from '../../testing/agi-url.js';
import { RealClock } from '../../testing/clock.js';
import { readAddress, whyNoConnection } from '../agi-address.js';
import type { CliEnvironment } from '../cli-environment.js';
import { CliError, ExitCode } from '../exit-code.js';
import { CONFORMANCE_CASES, FIRST_CASE } from './cases/all-cases.js';
import type { ConformanceCase } from './conformance-case.js';
import { judge, type JudgedCase } from './judge.js';
import type { JudgeConnect, JudgeWire } from './judge-wire.js';
import { countVerdicts, describeVerdict, summaryOf, verdictsAsJson } from './print-verdicts.js';
import { connectJudge } from './tcp-wire.js';

/** The options of `offhook conformance`, as commander gives them. */
export interface ConformanceOptions {
  readonly case?: readonly string[];
  readonly list?: boolean;
  readonly json?: boolean;
  readonly limit: number;
}

const ADVICE = 'Start the conformance app: docs/guides/conformance.md.';
/**
 * Judges a server and prints a line for each case.
 *
 * @throws CliError when nothing listens there, or no case has such a name
 */
export async function conformanceCommand(
  address: string | undefined,
  options: ConformanceOptions,
  environment: CliEnvironment,
): Promise<ExitCode> {
  if (address === undefined)
    throw new CliError('Give the address of the server, agi://host:port/path.', ExitCode.Usage);
  const url = readAddress(address);
  const cases = chosen(options.case);
  const abort = new AbortController();
  const stopInterrupts = environment.onInterrupt(() => abort.abort());
  const judged: JudgedCase[] = [];
  try {
    const server = {
      connect: await firstConnected(url),
      request: url,
      clock: new RealClock(),
      limitMs: options.limit * 1000,
    };
    for await (const each of judge(server, cases, abort.signal)) {
      judged.push(each);
      if (options.json !== true) environment.stdout.write(`${describeVerdict(each)}\n`);
    }
  } finally {
    stopInterrupts();
  }
  const count = countVerdicts(cases.length, judged);
  environment.stdout.write(
    options.json === true ? verdictsAsJson(url.request, count, judged) : `${summaryOf(count)}\n`,
  );
  if (abort.signal.aborted) return ExitCode.Interrupted;
  if (count.notJudged > 0) environment.stderr.write(`offhook: ${whyNotJudged(judged.at(-1)?.name)}\n`);
  return count.failed === 0 ? ExitCode.Done : ExitCode.Failed;
}

/** Connects, since a server that is not there is no verdict. The connection is the first one of the judge: none is for nothing. */
async function firstConnected(url: AgiUrl): Promise<JudgeConnect> {
  let first: JudgeWire | undefined = await connectJudge(url).catch((error: unknown) => {
    throw new CliError(whyNoConnection(url, error, ADVICE));
  });
  return async () => {
    const wire = first ?? (await connectJudge(url));
    first = undefined;
    return wire;
  };
}

const whyNotJudged = (last: string | undefined) =>
  last === FIRST_CASE.name
    ? 'There is no conformance app there, so nothing else was judged: docs/guides/conformance.md says what it does.'
    : `The server no longer answers since ${last}. Start it again, and judge the other cases with --case.`;

/** Every case with its rule, two lines each. */
export function listCases(options: Pick<ConformanceOptions, 'case'>): string {
  return chosen(options.case)
    .map(({ name, rule }) => `${name}\n    ${rule}\n`)
    .join('');
}

/** The cases of these names and groups, in their own order; without any, all. */
function chosen(names: readonly string[] | undefined): readonly ConformanceCase[] {
  const isMeant = ({ name }: ConformanceCase, wanted: string) => name === wanted || name.startsWith(`${wanted}/`);
  const unknown = names?.find((wanted) => !CONFORMANCE_CASES.some((each) => isMeant(each, wanted)));
  if (unknown !== undefined)
    throw new CliError(`There is no case "${printable(unknown)}": --list has them all.`, ExitCode.Usage);
  return CONFORMANCE_CASES.filter((each) => names?.some((wanted) => isMeant(each, wanted)) ?? true);
}
