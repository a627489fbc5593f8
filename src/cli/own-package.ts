import { readFileSync } from 'node:fs';

/** What this package says of itself; what it was tested with is what it recommends. */
export interface OwnPackage {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function readOwnPackage(): OwnPackage {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text) as OwnPackage;
}
