import { printable } from '../errors/printable.js';

/** Asterisk's own port for FastAGI. */
const DEFAULT_PORT = 4573;

/** A FastAGI address, read as Asterisk reads it. */
export interface AgiUrl {
  /** As written; the app gets it as `agi_request`. */
  readonly request: string;
  readonly host: string;
  readonly port: number;
  /** What follows the first `/` behind the host, with the query; the app gets it as `agi_network_script`. */
  readonly script: string;
}

/**
 * Reads a FastAGI address: `agi://host[:port][/path]`. The path is passed on as it stands, nothing is decoded.
 *
 * @throws an Error whose sentence says what is wrong
 * @param text - as the dialplan writes it
 * @example
 * const { host, port, script } = parseAgiUrl('agi://127.0.0.1:4573/sales?x=1');
 */
export function parseAgiUrl(text: string): AgiUrl {
  const [, rest] = /^agi:\/\/(.*)$/is.exec(text) ?? [];
  if (rest === undefined) throw new Error(`${quote(text)} is no FastAGI address. Write agi://host:port/path.`);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const script = slash < 0 ? '' : rest.slice(slash + 1);
  if (authority.includes('?')) {
    throw new Error(
      `${quote(text)} has its ? in the host: Asterisk takes all up to the first / as the host. Write agi://host/?query.`,
    );
  }
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:@[\]]+))(?::(\d+))?$/.exec(authority) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined)
    throw new Error(`${quote(text)} has no host that Asterisk could use. Write agi://host:port/path.`);
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (number > 65_535) throw new Error(`${quote(text)} has port ${number}; ports go up to 65535.`);
  return { request: text, host, port: number, script };
}

const quote = (text: string) => `"${printable(text)}"`;
