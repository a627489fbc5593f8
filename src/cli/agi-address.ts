import { printable } from '../errors/printable.js';
import { type AgiUrl, parseAgiUrl } from '../testing/agi-url.js';
import { CliError, ExitCode, sentenceOfError } from './exit-code.js';

/** @throws CliError for text that is no FastAGI address */
export function readAddress(address: string): AgiUrl {
  try {
    return parseAgiUrl(address);
  } catch (error) {
    throw new CliError(sentenceOfError(error), ExitCode.Usage);
  }
}

/** Why there is no connection, and what to do, in a sentence. @param advice - what brings a server to a port where none listens */
export function whyNoConnection({ host, port }: AgiUrl, error: unknown, advice: string): string {
  const where = `${printable(host)}:${port}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens on ${where}. ${advice}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host "${printable(host)}".`;
    case 'ETIMEDOUT':
      return `${where} does not answer.`;
    default:
      return `Cannot connect to ${where}: ${sentenceOfError(error)}.`;
  }
}
