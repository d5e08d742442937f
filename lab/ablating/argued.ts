/** Why no property needs a decision. */
export interface Argued {
  /** The rows that it is about: an amendment, or one decision of it. */
  readonly rows: readonly string[]
  /** Of these presets only; of all, if it is not given. */
  readonly of?: readonly string[]
  readonly why: string
}

/** Decisions without which nothing breaks, each with the reason: docs/decisions/0072. */
export const argued: readonly Argued[] = []

/** The reason on record why nothing breaks in this preset without this row. */
export const whyArgued = (row: string, kafka: string): string | undefined =>
  argued.find(({ rows, of }) => rows.includes(row) && (of === undefined || of.includes(kafka)))?.why
