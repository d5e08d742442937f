import type { Schema } from './schema'
import { compileCodec } from './compiled'

/** Converts values of type T to and from a fixed number of 32-bit words. */
export interface Codec<T> {
  readonly words: number
  /**
   * Packs `value` into `words` words from `at` on. Throws if the value is outside its schema, which is a bug in the
   * model.
   */
  write(value: T, into: Int32Array, at: number): void
  read(from: Int32Array, at: number): T
}

/** The codec that the explorer uses: straight-line code, generated from the schema (see compiled.ts). */
export const codec = <T>(schema: Schema<T>): Codec<T> => compileCodec(schema)
