/** Reads requests and responses by the schemas of their api. */
import { isIn, type Field, type Schema, type Schemas } from './schemas'

/** What stands before each request, and tells which response belongs to it. */
export interface RequestHeader {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  /** Where the body of the request begins. */
  readonly end: number
}

/** A message by the names of its fields, as the schemas write them. */
export type Message = Readonly<Record<string, unknown>>

/** The header of a request without its size. */
export const requestHeader = (bytes: Buffer): RequestHeader => ({
  apiKey: bytes.readInt16BE(0),
  apiVersion: bytes.readInt16BE(2),
  correlationId: bytes.readInt32BE(4),
  end: 10 + Math.max(bytes.readInt16BE(8), 0), // the name of the client
})

/** The body of a request. Undefined: the schemas do not know it. */
export const requestBody = (schemas: Schemas, bytes: Buffer, header: RequestHeader): Message | undefined => {
  const schema = schemas.of('request', header.apiKey)
  return schema === undefined ? undefined : readBody(schema, header.apiVersion, bytes, header.end, true)
}

/** The body of a response to a request with this header. */
export const responseBody = (schemas: Schemas, bytes: Buffer, header: RequestHeader): Message | undefined => {
  const schema = schemas.of('response', header.apiKey)
  return schema === undefined
    ? undefined
    : readBody(schema, header.apiVersion, bytes, 4, header.apiKey !== API_VERSIONS)
}

/** Its response has the oldest header in every version, so that every client can read it. */
const API_VERSIONS = 18

const readBody = (
  schema: Schema,
  version: number,
  bytes: Buffer,
  begin: number,
  hasTagsInHeader: boolean,
): Message | undefined => {
  if (!isIn(version, schema.validVersions)) return undefined
  const isFlexible = isIn(version, schema.flexibleVersions)
  const structs = new Map((schema.commonStructs ?? []).map((one) => [one.name, one.fields ?? []]))
  const reading: Reading = { bytes, at: begin, version, isFlexible, structs }
  if (isFlexible && hasTagsInHeader) readTags(reading, [], {})
  return readFields(reading, schema.fields)
}

/** A record of the metadata log: a version of its own, the key of its schema, its version, and its fields. */
export const metadataRecord = (schemas: Schemas, bytes: Buffer): MetadataRecord | undefined => {
  const reading: Reading = { bytes, at: 0, version: 0, isFlexible: true, structs: new Map() }
  unsignedVarint(reading)
  const schema = schemas.of('metadata', unsignedVarint(reading))
  const version = unsignedVarint(reading)
  const fields = schema && readBody(schema, version, bytes, reading.at, false)
  return schema === undefined || fields === undefined ? undefined : { name: schema.name, fields }
}

export interface MetadataRecord {
  /** As in PartitionChangeRecord. */
  readonly name: string
  readonly fields: Message
}

interface Reading {
  readonly bytes: Buffer
  at: number
  readonly version: number
  readonly isFlexible: boolean
  readonly structs: ReadonlyMap<string, readonly Field[]>
}

const readFields = (reading: Reading, fields: readonly Field[]): Message => {
  const message: Record<string, unknown> = {}
  for (const field of fields) {
    if (isIn(reading.version, field.taggedVersions) || !isIn(reading.version, field.versions)) continue
    message[field.name] = readValue(reading, field, field.type)
  }
  if (reading.isFlexible) readTags(reading, fields, message)
  return message
}

const readValue = (reading: Reading, field: Field, type: string): unknown => {
  if (type.startsWith('[]')) {
    const length = lengthOf(reading, 4)
    return length < 0 ? null : Array.from({ length }, () => readValue(reading, field, type.slice(2)))
  }
  if (type === 'string') return textOf(reading, field)
  if (type === 'bytes' || type === 'records') return take(reading, lengthOf(reading, 4))
  const fixed = FIXED[type]
  if (fixed !== undefined) return fixed(reading)
  const fields = field.fields ?? reading.structs.get(type)
  if (fields === undefined) throw new Error(`no type '${type}' in a schema of Kafka`)
  const mayBeNull = isIn(reading.version, field.nullableVersions) && !field.type.startsWith('[]')
  return mayBeNull && integer(reading, 1) < 0 ? null : readFields(reading, fields)
}

const textOf = (reading: Reading, field: Field): string | null => {
  const isOld = field.flexibleVersions === 'none'
  const length = isOld ? integer(reading, 2) : lengthOf(reading, 2)
  return take(reading, length)?.toString('utf8') ?? null
}

const integer = (reading: Reading, size: number): number => {
  const value = reading.bytes.readIntBE(reading.at, size)
  reading.at += size
  return value
}

const long = (reading: Reading): number => {
  const value = reading.bytes.readBigInt64BE(reading.at)
  reading.at += 8
  return Number(value)
}

const FIXED: Readonly<Record<string, (reading: Reading) => unknown>> = {
  bool: (reading) => integer(reading, 1) !== 0,
  int8: (reading) => integer(reading, 1),
  int16: (reading) => integer(reading, 2),
  uint16: (reading) => integer(reading, 2) & 0xffff,
  int32: (reading) => integer(reading, 4),
  int64: long,
  float64: (reading) => {
    reading.at += 8
    return reading.bytes.readDoubleBE(reading.at - 8)
  },
  uuid: (reading) => take(reading, 16)?.toString('base64url'),
}

const take = (reading: Reading, length: number): Buffer | null => {
  if (length < 0) return null
  reading.at += length
  return reading.bytes.subarray(reading.at - length, reading.at)
}

/** The length of a list, a text or bytes: one more than it is, where the version is flexible (KIP-482). */
const lengthOf = (reading: Reading, size: number): number =>
  reading.isFlexible ? unsignedVarint(reading) - 1 : integer(reading, size)

const unsignedVarint = (reading: Reading): number => {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const next = reading.bytes.readUInt8(reading.at++)
    value += (next & 0x7f) * 2 ** shift
    if (next < 0x80) return value
  }
}

/** Fields that are there only where they are not as usual. Those that the schema does not know are passed over. */
const readTags = (reading: Reading, fields: readonly Field[], message: Record<string, unknown>): void => {
  for (let left = unsignedVarint(reading); left > 0; left--) {
    const tag = unsignedVarint(reading)
    const size = unsignedVarint(reading)
    const end = reading.at + size
    const field = fields.find((one) => one.tag === tag && isIn(reading.version, one.taggedVersions))
    if (field !== undefined) message[field.name] = readValue(reading, field, field.type)
    reading.at = end
  }
}
