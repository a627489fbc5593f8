/** How long an instance lives: as long as the app, as long as one call, or made anew for each that asks. */
export type Scope = 'app' | 'call' | 'transient';
