import { compileCodec } from './compiled'
import type { Codec } from './packed'
import type { Schema } from './schema'

export type { Codec } from './packed'

/** The codec that the explorer uses: straight-line code, generated from the schema (see compiled.ts). */
export const codec = <T>(schema: Schema<T>): Codec<T> => compileCodec(schema)
