import type { AgiLink } from '../../../../src/core/link.js';
import type { Clock } from '../../../../src/testing/clock.js';
import { type Answer, GoneError, CORRECT_BEHAVIOUR, type Behaviour, SmallClient } from './small-client.js';

/** A server that does steps, made with the small client. Its behaviour may be bad. */
export class SmallApp {
  /** The clients of all calls, the oldest first. */
  readonly clients: SmallClient[] = [];
  readonly #behaviour: Behaviour;
  readonly #clock: Clock;
  #calls = 0;

  constructor(clock: Clock, bad: Partial<Behaviour> = {}) {
    this.#clock = clock;
    this.#behaviour = { ...CORRECT_BEHAVIOUR, ...bad };
  }

  accept(link: AgiLink): void {
    const client = new SmallClient(link, this.#behaviour, this.#clock);
    this.clients.push(client);
    void this.#answer(client).catch(() => {});
  }

  async #answer(client: SmallClient): Promise<void> {
    await client.ready;
    this.#calls++;
    try {
      for (;;) {
        const step = await client.getVariable('CONFORMANCE_STEP');
        if (!step) break;
        const report = await this.#report(client, step);
        await client.command(`SET VARIABLE ${this.#behaviour.reportsIn} ${report}`);
      }
    } finally {
      this.#calls--;
    }
    if (this.#behaviour.closesAtEnd) client.end();
  }

  async #report(client: SmallClient, step: string): Promise<string> {
    const [name = '', ...args] = step.split('|').map(decodeURIComponent);
    try {
      const given = await this.#do(client, name, args);
      return ['ok', ...given].map((part) => encodeURIComponent(part)).join('|');
    } catch (error) {
      if (error instanceof UnsupportedError) return 'unsupported';
      return error instanceof GoneError ? 'hangup' : 'error';
    }
  }

  async #do(client: SmallClient, name: string, args: readonly string[]): Promise<readonly string[]> {
    const behaviour = this.#behaviour;
    const [first = '', second = '', third = ''] = args;
    const ask = async (line: string) => {
      const answer = await client.command(line);
      if (answer.code === 511) throw new GoneError('dead');
      if (answer.code !== 200) throw new Error(String(answer.code));
      return answer;
    };
    const set = async (variable: string, value: string) => {
      if (behaviour.setsVariable(variable, client))
        await ask(`SET VARIABLE ${variable} ${behaviour.quoteValue(value)}`);
    };
    switch (name) {
      case 'CALLS':
        return [String(this.#calls)];
      case 'ENVIRONMENT':
        return listOf(behaviour.environmentOf(client, this.clients).get(first));
      case 'BOTH':
        return (await Promise.all([client.getVariable(first), client.getVariable(second)])).flatMap(listOf);
      case 'SET LONG':
        await set(first, second.repeat(Number(third)));
        return [];
      case 'SET VARIABLE':
        await set(first, second);
        return [];
      case 'GET VARIABLE': {
        const wasHungUp = client.isHungUp;
        const value = await client.getVariable(first);
        if (client.isHungUp && !wasHungUp) throw new GoneError('left');
        return listOf(value);
      }
      case 'DATABASE GET':
        return [behaviour.databaseValue((await ask(`DATABASE GET ${first} ${second}`)).rest)];
      case 'WAIT FOR DIGIT': {
        const { result } = await ask(`WAIT FOR DIGIT ${first}`);
        return [result === '0' ? behaviour.noKey : behaviour.key(result)];
      }
      case 'STREAM FILE': {
        const answer: Answer = await ask(`STREAM FILE ${first} ${behaviour.quoteKeys(second)}`);
        const { failed, key, samples } = behaviour.played(answer);
        if (failed) throw client.isHungUp ? new GoneError('left') : new Error('not played');
        return [behaviour.key(key), `endpos=${samples}`];
      }
      case 'GET DATA': {
        const { result, rest } = await ask(`GET DATA ${first} ${second} ${third}`);
        return [behaviour.digits(result, rest), rest === '' ? 'complete' : rest];
      }
      case 'GOSUB':
        await ask(`GOSUB ${args.join(' ')}`);
        return [];
      case 'EXEC':
        await ask(`EXEC ${first} ${behaviour.quoteOptions(second)}`);
        return [];
      case 'VERBOSE':
        await ask(`VERBOSE ${first} ${second}`);
        return [];
      default:
        throw new UnsupportedError(name);
    }
  }
}

class UnsupportedError extends Error {}

const listOf = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
