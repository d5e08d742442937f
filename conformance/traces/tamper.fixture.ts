/** What one kind of tampering does to an observation. */
import type { Seen } from './trace'

/** What may be written to. */
export type Loose<T> = T extends readonly (infer U)[]
  ? Loose<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Loose<T[K]> }
    : T

export type Shown = Loose<Seen['observation']>

/** Changes what was shown after `before`; false: there is nothing of the kind. */
export type Tamper = (now: Shown, before: Shown, after: Shown | undefined) => boolean
