/** One result of a speech engine. */
export interface SpeechResult {
  /** The words. */
  readonly text: string;
  /** How sure it is, 0 to 1000; default 100. */
  readonly score?: number;
  /** The grammar that it fits; default none. */
  readonly grammar?: string;
}

/** A speech engine that an Asterisk has. */
export interface SpeechEngine {
  /** For SPEECH CREATE. */
  readonly name: string;
  /** Whether it knows grammars; without them the four GRAMMAR commands answer 0, as with AEAP. Default no. */
  readonly hasGrammars?: boolean;
}
