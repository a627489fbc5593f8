import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgiServer, type AppOptions, createAgiApp, provide, type Provider } from 'offhook';
import { type CallSetup, CORE_SOUNDS, joinSounds, soundFolder, VirtualClock } from 'offhook/testing';
import { expect, vi } from 'vitest';
import { AppModule, manners } from '../../../example-app/src/app.module.js';
import { NOW } from '../../../example-app/src/config/clock.js';
import { CONFIG, environment } from '../../../example-app/src/config/config.js';
import { Database } from '../../../example-app/src/database/database.js';
import { openDatabase } from '../../../example-app/src/database/open-database.js';
import { tickets } from '../../../example-app/src/database/schema.js';
import { Recordings } from '../../../example-app/src/support/recordings.service.js';
import type { Scenario } from '../../../example-app/test/scenarios/scenario.js';
import { emptied } from '../../../example-app/test/support/database.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { isAside } from '../differential/asides.js';
import { realRunOf, setupLike } from '../differential/real-run.js';
import type { RealRun, Run } from '../differential/run.js';
import { openTap, type Tap } from '../differential/tap.js';
import { runVirtual } from '../differential/virtual-run.js';
import { RealAsterisk } from '../support/asterisk.js';
import { companySounds, officeContext } from './office.js';
import { placeCall } from '../support/place-call.js';
import { RealTalker } from '../support/real-talker.js';

/** Of a wav file. */
const [HEADER_BYTES, BYTES_PER_MS] = [44, 16];
/** What the app takes for now when the first call begins, in both worlds. */
const NOON_MS = Date.UTC(2026, 0, 5, 12);
const sounds = joinSounds(soundFolder(new URL('../../../example-app/sounds', import.meta.url).pathname), CORE_SOUNDS);

/** A call of some scenario. */
export interface CompanyCall {
  readonly scenario: Scenario;
  /** How long after the one before it is made, milliseconds; default at once. */
  readonly laterMs?: number;
}

/** The same calls on a real Asterisk and on a virtual one, one after the other. */
export interface BothRuns {
  readonly real: RealRun;
  readonly virtual: Run;
}

/** The company line twice, with a database of its own: on a real Asterisk and on a virtual one. */
export class CompanyLine {
  readonly #asterisk: RealAsterisk;
  readonly #database: Database;

  private constructor(asterisk: RealAsterisk, database: Database) {
    this.#asterisk = asterisk;
    this.#database = database;
  }

  static async open(): Promise<CompanyLine> {
    const asterisk = await RealAsterisk.start({ modules: 'full', sounds: companySounds });
    return new CompanyLine(asterisk, await openDatabase(undefined));
  }

  async close(): Promise<void> {
    await this.#asterisk.stop();
    await this.#database[Symbol.asyncDispose]();
  }

  /** Makes the calls in both worlds, each of which begins on the company's first day. */
  async play(calls: readonly CompanyCall[]): Promise<readonly BothRuns[]> {
    const { reals, names } = await this.#onTheReal(calls);
    return this.#onTheVirtual(calls, reals, names);
  }

  /** Also looks at what the calls leave behind. @returns the names of the recordings, too */
  async #onTheReal(calls: readonly CompanyCall[]) {
    await emptied(this.#database);
    const log = new RecordingLogger();
    const startMs = Date.now();
    let laterMs = 0;
    const folder = this.#asterisk.spoolFolder;
    const folders = { RECORDINGS_FOLDER: folder, RECORDINGS_SEEN_AT: this.#asterisk.pathOf(folder) };
    const app = await this.#app(
      [
        provide(CONFIG).withConfiguration(environment, folders),
        provide(NOW).withValue(() => new Date(NOON_MS + laterMs + Date.now() - startMs)),
      ],
      { logger: log },
    );
    const newName = vi.spyOn(app.get(Recordings), 'newName');
    const { port } = await app.listen({ port: 0 });
    const tap = await openTap(port);
    const reals: RealRun[] = [];
    try {
      for (const call of calls) {
        laterMs += call.laterMs ?? 0;
        reals.push(await this.#playOnTheReal(call.scenario, tap, startMs));
      }
    } finally {
      await tap.close();
      await app.close({ drainLimitMs: 1_000 });
    }
    // A busy machine listens late.
    const complaints = log.at('warn').filter(({ fields }) => !('dialogGapMs' in fields));
    expect([...complaints, ...log.at('error')]).toEqual([]);
    // The names of recordings, calls, channels and peers may hold any digits.
    const said = JSON.stringify(log.lines)
      .replaceAll(/[\da-f-]{36}/g, 'NAME')
      .replaceAll(/"(call|channel|peer)":"[^"]*"/g, '"$1":"NAME"');
    expect(said).not.toMatch(/4711|777\d/);
    return { reals, names: newName.mock.results.map(({ value }) => String(value)) };
  }

  async #playOnTheReal(scenario: Scenario, tap: Tap, startMs: number): Promise<RealRun> {
    const asterisk = this.#asterisk;
    const { path, setup = {}, dial, talk } = scenario;
    await asterisk.reloadDialplan(officeContext(dial));
    const before = { recordings: await this.#recordings(), console: asterisk.console.length };
    const placed = await placeCall(asterisk, { agi: `${tap.url}${path}`, callerId: callerOf(setup), media: 'tone' });
    const talker = new RealTalker(placed);
    talk(talker);
    try {
      await talker.run();
    } finally {
      await placed.hangUp();
    }
    await placed.ended;
    const run = await realRunOf(placed, tap, { startMs, pausesMs: [], isAside });
    await this.#checkWhatIsLeft(scenario, run, before);
    return run;
  }

  async #checkWhatIsLeft(
    { sets = [], records = [] }: Scenario,
    { log }: RealRun,
    before: { readonly recordings: readonly string[]; readonly console: number },
  ): Promise<void> {
    const commands = log.lines.filter(({ side }) => side === 'app').map(({ text }) => text);
    const assignments = sets.map((text) => text.split('='));
    for (const [name, value] of assignments) expect(commands).toContain(`SET VARIABLE "${name}" "${value}"`);
    const played = this.#asterisk.console.slice(before.console).join('\n');
    const language = assignments.find(([name]) => name === 'CHANNEL(language)')?.[1] ?? 'en';
    const languages = [...played.matchAll(/Playing '[^']*' \(language '(\w+)'\)/g)].map(([, heard]) => heard);
    expect(new Set(languages)).toEqual(new Set([language]));
    const made = (await this.#recordings()).filter((name) => !before.recordings.includes(name));
    expect(await Promise.all(made.map((name) => this.#lengthOf(name)))).toEqual(records.slice(-1));
    expect(await this.#database.run((tables) => tables.$count(tickets))).toBe(made.length);
  }

  async #recordings(): Promise<readonly string[]> {
    const files = await readdir(this.#asterisk.pathOf(this.#asterisk.spoolFolder));
    return files.filter((name) => name.endsWith('.wav'));
  }

  /** To half a second, milliseconds; nobody but its owner may read the file. */
  async #lengthOf(name: string): Promise<number> {
    const { size, mode } = await stat(join(this.#asterisk.pathOf(this.#asterisk.spoolFolder), name));
    expect(mode & 0o777).toBe(0o600);
    return Math.round((size - HEADER_BYTES) / BYTES_PER_MS / 500) * 500;
  }

  async #onTheVirtual(
    calls: readonly CompanyCall[],
    reals: readonly RealRun[],
    names: readonly string[],
  ): Promise<readonly BothRuns[]> {
    await emptied(this.#database);
    const clock = new VirtualClock(NOON_MS);
    const left = [...names];
    const recordings = {
      newName: () => left.shift() ?? 'more recordings than on the real one',
      folder: this.#asterisk.spoolFolder,
      protect: () => Promise.resolve(true),
      complete: () => Promise.resolve([]),
      removeOld: () => Promise.resolve(0),
      onAppStart: () => Promise.resolve(undefined),
      onAppStop: () => undefined,
    };
    const app = await this.#app(
      [provide(Recordings).withValue(recordings), provide(NOW).withValue(() => new Date(clock.nowMs()))],
      { clock, logger: new RecordingLogger() },
    );
    const both: BothRuns[] = [];
    try {
      for (const [i, real] of reals.entries()) {
        const { scenario, laterMs = 0 } = calls[i]!;
        clock.advance(laterMs);
        both.push({ real, virtual: await playOnTheVirtual(scenario, real, app, clock) });
      }
    } finally {
      await app.close();
    }
    return both;
  }

  #app(providers: readonly Provider[], options: AppOptions): Promise<AgiServer> {
    const all = [...providers, provide(Database).withValue(this.#database)];
    return createAgiApp({ imports: [AppModule], providers: all, ...manners, ...options }).start();
  }
}

/** The caller moves as the real one was seen to move. */
function playOnTheVirtual(
  { setup = {}, dial }: Scenario,
  real: RealRun,
  app: AgiServer,
  clock: VirtualClock,
): Promise<Run> {
  const { request, channel } = setupLike(real.log);
  return runVirtual({
    clock,
    request,
    setup: { callerId: callerOf(setup), ...channel },
    asterisk: { sounds },
    prepare: (virtual) => void (dial !== undefined && virtual.onDial(...dial)),
    moves: real.moves,
    isAside,
    isSpeaking: true,
    accept: (link) => app.accept(link),
  });
}

const callerOf = ({ callerId = '5559999' }: CallSetup) => callerId;
