import { askedReleases, findAsterisk } from './install.js';

/**
 * Makes sure, once per test run, that every asked Asterisk can be started, and prints their versions.
 *
 * Without one the run ends here with exit status 1 and the sentence that says what is missing.
 */
export async function setup(): Promise<void> {
  try {
    for (const release of askedReleases()) {
      const { version, root } = await findAsterisk(release);
      console.log(`Asterisk ${version} (${root === '' ? 'on the PATH' : 'chroot'})`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
    process.exit(1);
  }
}
