import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { CallSession } from '../../../../src/session/call-session.js';
import { HANDSHAKE } from '../../../../src/session/answer-calls.js';
import { openSession } from '../../../../src/session/open-session.js';
import { OpeningMark } from '../../../../src/testing/opening-mark.js';
import { FastAgiTransport } from '../../../../src/transport/fastagi.js';
import { SOUNDS } from '../../../dialog/support/sounds.js';
import { RealAsterisk, type RealAsteriskOptions } from '../../support/asterisk.js';
import { gsmSilence } from '../../support/gsm-silence.js';
import { placeCall } from '../../support/place-call.js';
import { RealLine, type RealLineOptions } from './real-line.js';
import { TappedLink } from './tapped-link.js';

/** A language with no other sounds than those of the scenarios: nothing has the length of a stock sound. */
const LANGUAGE = 'xx';

/** A call that has come in. */
interface Arrival {
  readonly session: CallSession;
  readonly link: TappedLink;
  readonly trace: string[];
}

/** A real Asterisk with the sounds of the scenarios, and a server whose calls are led by the tests. */
export class DialogLab {
  readonly #transport = new FastAgiTransport({ port: 0 });
  readonly #awaited = new Map<string, (arrival: Arrival) => void>();
  #calls = 0;
  #url = '';

  private constructor(
    readonly asterisk: RealAsterisk,
    private readonly sounds: string,
  ) {}

  static async start(options: RealAsteriskOptions = {}): Promise<DialogLab> {
    const sounds = mkdtempSync(join(tmpdir(), 'dialog-sounds-'));
    for (const [name, { durationMs }] of Object.entries(SOUNDS)) {
      const file = join(sounds, `${name}.gsm`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, gsmSilence(durationMs));
    }
    const asterisk = await RealAsterisk.start({ ...options, sounds: [{ from: sounds, language: LANGUAGE }] });
    const lab = new DialogLab(asterisk, sounds);
    const { port } = await lab.#transport.listen((link) => void lab.#arrive(new TappedLink(link)));
    lab.#url = `agi://127.0.0.1:${port}`;
    return lab;
  }

  /** Places a call and answers it. */
  async line({ variables = {}, ...options }: RealLineOptions = {}): Promise<RealLine> {
    const name = `call-${++this.#calls}`;
    const arrived = new Promise<Arrival>((resolve) => this.#awaited.set(name, resolve));
    const placed = await placeCall(this.asterisk, {
      agi: `${this.#url}/${name}`,
      variables,
      beforeAgi: [`Set(CHANNEL(language)=${LANGUAGE})`],
    });
    const { session, link, trace } = await arrived;
    await session.channel.answer();
    return new RealLine({ placed, session, link, trace }, options);
  }

  async stop(): Promise<void> {
    await this.asterisk.stop();
    await this.#transport.close();
    rmSync(this.sounds, { recursive: true, force: true });
  }

  async #arrive(link: TappedLink): Promise<void> {
    const trace: string[] = [];
    const mark = new OpeningMark();
    const session = await openSession(link, HANDSHAKE, {
      trace(direction, text) {
        const shown = direction === 'sent' ? mark.commandShown(text) : mark.replyShown(text);
        if (shown !== undefined) trace.push(`${direction === 'sent' ? '>' : '<'} ${shown}`);
      },
    });
    if (session instanceof CallSession) this.#awaited.get(session.environment.script ?? '')?.({ session, link, trace });
  }
}
