/**
 * The schemas of Kafka's messages, as kafka-clients.jar brings them (common/message/*.json). Those of 3.9 know 0.10 to 3.9. The records
 * of the metadata log are in kafka-metadata.jar (common/metadata/*.json).
 */
import { jarEntries } from './jar-entries'

/** A field of a message, as the schema files write it. */
export interface Field {
  readonly name: string
  readonly type: string
  readonly versions: string
  readonly nullableVersions?: string
  readonly taggedVersions?: string
  readonly tag?: number
  readonly flexibleVersions?: string
  readonly fields?: readonly Field[]
}

export interface Schema {
  readonly apiKey: number
  readonly type: (typeof TYPES)[number]
  /** As in FetchRequest. */
  readonly name: string
  readonly validVersions: string
  readonly flexibleVersions: string
  readonly fields: readonly Field[]
  readonly commonStructs?: readonly Field[]
}

export interface Schemas {
  /** As in Fetch; undefined where the key is not known. */
  nameOf(apiKey: number): string | undefined
  of(type: Schema['type'], apiKey: number): Schema | undefined
}

const TYPES = ['request', 'response', 'metadata'] as const

/** Reads all schemas of these jars. */
export const schemasIn = (...jars: readonly string[]): Schemas => {
  const found = new Map<string, Schema>()
  for (const [name, text] of jars.flatMap((jar) => [...jarEntries(jar, 'common/me')])) {
    if (!name.endsWith('.json')) continue
    const schema = JSON.parse(withoutComments(text)) as Schema
    if (TYPES.includes(schema.type)) found.set(`${schema.type} ${schema.apiKey}`, schema)
  }
  const of: Schemas['of'] = (type, apiKey) => found.get(`${type} ${apiKey}`)
  return { of, nameOf: (apiKey) => of('request', apiKey)?.name.replace(/Request$/, '') }
}

/** Comments in these files stand on lines of their own, or behind a value and a space. */
const withoutComments = (text: string): string => text.replace(/^\s*\/\/.*$/gm, '').replace(/\s\/\/ .*$/gm, '')

/** Whether a version is in a range of a schema: `3`, `1-4`, `2+` or `none`. */
export const isIn = (version: number, range: string | undefined): boolean => {
  const [, from, sign, to] = /^(\d+)([+-]?)(\d*)$/.exec(range ?? 'none') ?? []
  if (from === undefined) return false
  if (sign === '+') return version >= Number(from)
  return version >= Number(from) && version <= Number(sign === '-' ? to : from)
}
