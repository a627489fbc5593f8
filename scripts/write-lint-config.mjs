import { writeFileSync } from 'node:fs';
import { lintConfig } from './layers.mjs';

writeFileSync(new URL('../.oxlintrc.json', import.meta.url), `${JSON.stringify(lintConfig(), null, 2)}\n`);
