/** A state as short words, one for each participant. */
export interface Cells<S> {
  /** What a participant is called: 'replica'. */
  readonly each: string
  /** The signs that the words may have in them, and what they mean. */
  readonly legend: readonly { readonly sign: RegExp; readonly meaning: string }[]
  of(state: S): readonly string[]
}
