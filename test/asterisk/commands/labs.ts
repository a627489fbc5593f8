import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CommandLab } from '../support/command-lab.js';
import { gsmSilence } from '../support/gsm-silence.js';
import type { AsteriskRelease } from '../support/install.js';
import { speechEngine } from '../support/speech-engine.js';
import type { Labs } from './check.js';
import { PLACES } from './dialplan.checks.js';

const SPEECH_MODULES = [
  'res_sorcery_config',
  'res_sorcery_memory',
  'res_http_websocket',
  'res_aeap',
  'res_speech_aeap',
];

/** Boots what the checks of one release need. */
export async function startLabs(release: AsteriskRelease): Promise<Labs & { stop(): Promise<void> }> {
  const engine = release === 16 ? undefined : await speechEngine();
  const ownSounds = mkdtempSync(join(tmpdir(), 'checks-sounds-'));
  writeFileSync(join(ownSounds, 'short.gsm'), gsmSilence(100));
  const options = { release, dialplan: PLACES, sounds: [{ from: ownSounds, into: 'checks' }] };
  const [speaking, mute] = await Promise.all([
    CommandLab.start(
      engine === undefined
        ? options
        : { ...options, extraModules: SPEECH_MODULES, files: { 'aeap.conf': engine.aeapConf } },
    ),
    CommandLab.start(options),
  ]);
  await mute.forgetSpokenSounds(['letters/a', 'digits/1', 'phonetic/a_p']);
  return {
    speaking,
    mute,
    engine,
    async stop() {
      await Promise.all([speaking.stop(), mute.stop(), engine?.close()]);
      rmSync(ownSounds, { recursive: true, force: true });
    },
  };
}
