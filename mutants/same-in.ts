/** A mutant that no test can notice, and the reason: it behaves the same, or it changes an impossible case. */
export interface Equivalent {
  /** The name of `nameOf`. If a file has the same text twice, the entry applies to both. */
  readonly name: string
  readonly why: string
}

/** The mutants of one file that are equivalent for the same reason. */
export const sameIn = (file: string, why: string, ...mutants: readonly string[]): readonly Equivalent[] =>
  mutants.map((mutant) => ({ name: `${file}: ${mutant}`, why }))
