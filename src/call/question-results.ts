/** What came of `call.ask`. Every arm has `value`, so that `(await call.ask(…)).value` is the value or `undefined`. */
export type AskResult<V> =
  | {
      readonly kind: 'value';
      /** What the reader made of the keys; it passed every check. */
      readonly value: V;
      /** The keys, also of a masked reader: they are as secret as the value. */
      readonly digits: string;
    }
  /** Silence used the attempts up; or the caller pressed the reader's cancel key. */
  | { readonly kind: 'noInput' | 'cancelled'; readonly value: undefined }
  /** Wrong entries used the attempts up, or values that were not confirmed. `digits`: the last entry; empty when the reader is masked. */
  | { readonly kind: 'noMatch'; readonly digits: string; readonly value: undefined };

/** What came of `call.menu`. Every arm has `choice`, so that `(await call.menu(…)).choice` is the choice or `undefined`. */
export type MenuResult<V> =
  | {
      readonly kind: 'choice';
      /** The value that stands at the keys, or at the pattern, in `choices`. */
      readonly choice: V;
      /** The keys as they were pressed. */
      readonly digits: string;
    }
  /** Silence used the attempts up. */
  | { readonly kind: 'noInput'; readonly choice: undefined }
  /** Wrong entries used the attempts up; `digits` is the last one. */
  | { readonly kind: 'noMatch'; readonly digits: string; readonly choice: undefined };

/** What came of `call.fill`. The form holds what was answered, in every arm. */
export type FillResult<F> =
  | { readonly kind: 'filled'; readonly form: F }
  | {
      /** The caller cancelled, or went back from the first field; or a field's attempts were used up. */
      readonly kind: 'cancelled' | 'noInput' | 'noMatch';
      readonly form: F;
      /** The field that was asked then. */
      readonly at: keyof F & string;
    };
