import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

// A setup file: writes which mutants' code ran in this test file, if the runner asks for it.
const folder = process.env['OFFHOOK_MUTATION_NOTES'];
if (folder !== undefined) {
  const global = /** @type {typeof globalThis & { offhookMutation?: Set<number> }} */ (globalThis);
  /** @type {Set<number>} */
  let whileImporting;
  let startedAtMs = 0;
  global.offhookMutation = new Set();

  beforeAll(() => {
    whileImporting = global.offhookMutation ?? new Set();
    global.offhookMutation = new Set();
    startedAtMs = performance.now();
  });

  afterAll(() => {
    const ms = Math.round(performance.now() - startedAtMs);
    const note = {
      file: expect.getState().testPath,
      ms,
      ran: [...(global.offhookMutation ?? [])],
      imported: [...whileImporting],
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${encodeURIComponent(note.file ?? '')}.json`), JSON.stringify(note));
    delete global.offhookMutation;
  });
}
