import { readdirSync, readFileSync } from 'node:fs';

/** A call recorded on a real Asterisk; see test/fixtures/transcripts/README.md. */
export interface GoldenTranscript {
  readonly name: string;
  readonly dialplan: string;
  readonly env: Readonly<Record<string, string>>;
  readonly exchange: readonly GoldenExchange[];
  readonly agistatus?: string | readonly string[] | null;
  readonly second?: unknown;
}

export interface GoldenExchange {
  readonly send?: string | null;
  readonly sendRaw?: string;
  readonly receive: readonly string[];
  readonly ms: number;
  readonly note?: string;
  readonly end?: string;
}

const FOLDER = new URL('../../fixtures/transcripts/', import.meta.url);

export const goldenNames: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

export function readGolden(name: string): GoldenTranscript {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as GoldenTranscript;
}

/** What the recorded caller did, from the moment the app answered. */
export type CallerAct =
  | { readonly kind: 'waits'; readonly ms: number }
  | { readonly kind: 'keys'; readonly keys: string; readonly gapMs: number }
  | { readonly kind: 'sendsSilence'; readonly ms: number }
  | { readonly kind: 'speaks'; readonly ms: number }
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'hangsUp' };

const LENGTHS: Readonly<Record<string, number>> = { beep: 440, 'demo-thanks': 5_520, 'silence/9': 9_000 };

/** Reads the context `c-…` of the recorded dialplan: the caller's leg. */
export function readCaller({ dialplan }: GoldenTranscript): readonly CallerAct[] {
  const [, leg = ''] = dialplan.split(/^\[c-.*\]$/m);
  return [...leg.matchAll(/,(?:1,)?(\w+)\((.*)\)/g)].flatMap(([, application, options = '']): CallerAct[] => {
    switch (application) {
      case 'Wait':
        return [{ kind: 'waits', ms: Number(options) * 1000 }];
      case 'SendDTMF': {
        const [keys = '', gapMs = '250'] = options.split(',');
        return [{ kind: 'keys', keys, gapMs: Number(gapMs) }];
      }
      case 'Playback':
        return [{ kind: options.startsWith('silence') ? 'sendsSilence' : 'speaks', ms: LENGTHS[options] ?? 0 }];
      case 'Milliwatt':
        return [{ kind: 'speaks', ms: 3_600_000 }];
      case 'SendText':
        return [{ kind: 'writes', text: options }];
      case 'Hangup':
        return [{ kind: 'hangsUp' }];
      default:
        return [];
    }
  });
}

/** Whether the recorded caller sent audio from the start. */
export const sendsAudio = ({ dialplan }: GoldenTranscript) =>
  /Answer\(\)\n[^\n]*(Milliwatt|Playback)/.test(dialplan.split('[c-')[1] ?? '');

/** Variables that the recorded dialplan set before AGI(). */
export const readVariables = ({ dialplan }: GoldenTranscript) =>
  Object.fromEntries(
    [...dialplan.matchAll(/Set\((AGI\w+)=(\w+)\)/g)].map(([, name = '', value = '']) => [name, value]),
  );
