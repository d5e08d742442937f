/** Values of type T as a fixed number of 32-bit words, both ways. */
export interface Codec<T> {
  readonly words: number
  /** Packs `value` into `words` words from `at` on. Throws where a value is outside its schema: a bug in the model. */
  write(value: T, into: Int32Array, at: number): void
  read(from: Int32Array, at: number): T
}
