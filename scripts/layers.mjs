// The one line that says who may import whom: each folder of src only from those to its left.
// `npm run lint:config` writes .oxlintrc.json from it, and a test compares the two.
export const LAYERS =
  'errors < core < transport < session < dialog < graph < call < decorators < question < container < pipeline < controller < router < app < testing < cli'.split(
    ' < ',
  );

/**
 * The same within a folder: `*` are the files that stand beside its rooms. Rooms that share a place may import each other.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const ROOMS = {
  app: 'log < definition < end < server < handle < *',
  dialog: '* read < line < engine',
};

/** The linter's configuration. */
export function lintConfig() {
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['import', 'typescript', 'unicorn', 'oxc', 'promise', 'node', 'vitest'],
    categories: { correctness: 'error', suspicious: 'error' },
    options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      'import/no-cycle': ['error', { ignoreTypes: false }],
      'typescript/no-floating-promises': 'error',
      'typescript/no-misused-promises': 'error',
      'typescript/no-explicit-any': 'error',
      'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // tsyringe wants it loaded first.
      'import/no-unassigned-import': ['error', { allow: ['reflect-metadata'] }],
      // `call.fill(form)` is no array.
      'unicorn/no-array-fill-with-reference-type': 'off',
      // A helper beside its only user reads better than one at the far end of the file.
      'unicorn/consistent-function-scoping': 'off',
      // It does not see assignments in callbacks.
      'eslint/no-unmodified-loop-condition': 'off',
      // Keys and sound names are walked character by character on purpose.
      'typescript/no-misused-spread': ['error', { allow: ['string'] }],
      // Those who write without types get a clear error too.
      'typescript/no-unnecessary-type-conversion': 'off',
      // A conversation asserts with each of its steps, a table of checks in its rows, a started command before it is awaited.
      'vitest/expect-expect': 'off',
      'vitest/valid-expect': 'off',
      'vitest/no-standalone-expect': 'off',
      'vitest/no-conditional-expect': 'off',
      'vitest/valid-title': 'off',
      'vitest/require-mock-type-parameters': 'off',
      'promise/always-return': 'off',
      // A cause that was cleaned of host names is another object.
      'eslint/preserve-caught-error': 'off',
      // The command table is read row by row.
      'import/namespace': ['error', { allowComputed: true }],
      // A module, or a class that only says a path, is empty.
      'typescript/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // The type checker does this one.
      'typescript/consistent-return': 'off',
      // A cast carries its reason as a comment; the linter cannot read reasons.
      'typescript/no-unsafe-type-assertion': 'off',
      // Injected classes must stay value imports: `import type` takes their constructor types away.
      'typescript/consistent-type-imports': 'off',
    },
    overrides: LAYERS.flatMap((layer, i) => {
      const patterns = forbidden(LAYERS.slice(i + 1), layer);
      return [
        { files: [`src/${layer}/**/*.ts`], rules: restricting(patterns) },
        ...roomsOf(layer).map(({ files, pattern }) => ({ files, rules: restricting([...patterns, pattern]) })),
      ];
    }),
    ignorePatterns: ['dist', '**/dist', 'node_modules', 'bench/node_modules', '.cache'],
  };
}

/**
 * @param {string[]} higher
 * @param {string} layer
 */
function forbidden(higher, layer) {
  const patterns = [
    {
      group: ['**/index.js'].concat(layer === 'core' ? ['!**/commands/index.js'] : []),
      message: 'Name the file you import: an index is for users, and a way into an import cycle.',
    },
  ];
  if (higher.length > 0) {
    patterns.push({
      group: higher.map((folder) => `**/${folder}/**`),
      message: `${layer} is below ${higher.join(', ')}: a folder imports only from those to its left in scripts/layers.mjs.`,
    });
  }
  return patterns;
}

/** @typedef {{ group: string[]; message: string }} Pattern */

/** @param {Pattern[]} patterns */
const restricting = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/**
 * What the rooms of a folder must not import.
 *
 * @param {string} layer
 * @returns {{ files: string[]; pattern: Pattern }[]}
 */
function roomsOf(layer) {
  const line = (ROOMS[layer] ?? '').split(' < ').map((place) => place.split(' '));
  return line.slice(0, -1).map((place, i) => ({
    files: place.map((room) => (room === '*' ? `src/${layer}/*.ts` : `src/${layer}/${room}/**/*.ts`)),
    pattern: {
      // From within a room, what stands beside it is one folder up.
      group: line.slice(i + 1).flatMap((rooms) => rooms.map((room) => (room === '*' ? '../*.js' : `**/${room}/*.js`))),
      message: `within ${layer}: ${ROOMS[layer]}, and a room imports only from those to its left.`,
    },
  }));
}
