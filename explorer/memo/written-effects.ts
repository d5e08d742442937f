/** Effects as numbers, which threads may share. */
export interface EffectTables {
  /** By effect: the ordinal of its action. */
  readonly ordinals: Int32Array
  /** By effect: the position of its writes. A write is a word, the mask of bits to keep, and the bits to set. */
  readonly begins: Int32Array
  readonly writes: Int32Array
}

/** Applies effects to packed states. */
export class WrittenEffects implements EffectTables {
  ordinals: Int32Array
  begins: Int32Array
  writes: Int32Array
  /** How many effects are complete, where another thread writes them. */
  known = Infinity

  constructor({ ordinals, begins, writes }: EffectTables) {
    this.ordinals = ordinals
    this.begins = begins
    this.writes = writes
  }

  /** Replaces the tables by larger ones with the same effects. */
  adopt({ ordinals, begins, writes }: EffectTables): void {
    this.ordinals = ordinals
    this.begins = begins
    this.writes = writes
  }

  /** The packed state `before` after this effect. */
  apply(number: number, before: Int32Array, after: Int32Array): void {
    for (let word = 0; word < before.length; word++) after[word] = before[word] as number
    const writes = this.writes
    const end = this.begins[number + 1] as number
    for (let at = this.begins[number] as number; at < end; at += 3) {
      const word = writes[at] as number
      after[word] = ((after[word] as number) & (writes[at + 1] as number)) | (writes[at + 2] as number)
    }
  }
}
