/** What the editor shows when a decorator does not fit: the sentence is the type's argument. */
export interface Mistake<Sentence extends string> {
  readonly offhook: Sentence;
}

/**
 * The first mistake of a list of verdicts; `unknown`, which accepts everything, when there is none. Intersected instead, two
 * mistakes would make `never`, and the editor would show neither sentence.
 */
export type FirstMistake<Verdicts> = Verdicts extends readonly [infer Verdict, ...infer Rest]
  ? Verdict extends Mistake<string>
    ? Verdict
    : FirstMistake<Rest>
  : unknown;
