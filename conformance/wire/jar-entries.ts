import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/** The files of a jar whose names begin so, as text, by name. A jar is a zip file: its directory stands at its end. */
export const jarEntries = (jar: string, prefix: string): ReadonlyMap<string, string> => {
  const bytes = readFileSync(jar)
  const end = bytes.lastIndexOf(END_OF_DIRECTORY)
  if (end < 0) throw new Error(`${jar} is no jar`)
  const found = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (name.startsWith(prefix) && !name.endsWith('/')) found.set(name, content(bytes, at).toString('utf8'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32) // extra field, comment
  }
  return found
}

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6])

/** The directory has the sizes; the header before the content says where the content begins. */
const content = (bytes: Buffer, entry: number): Buffer => {
  const isDeflated = bytes.readUInt16LE(entry + 10) !== 0
  const size = bytes.readUInt32LE(entry + 20)
  const header = bytes.readUInt32LE(entry + 42)
  const begin = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const stored = bytes.subarray(begin, begin + size)
  return isDeflated ? inflateRawSync(stored) : stored
}
