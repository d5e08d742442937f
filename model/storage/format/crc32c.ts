/** CRC-32C (Castagnoli, RFC 3720, reflected polynomial 0x82f63b78), which batches of magic 2 are checked with. */
const POLYNOMIAL = 0x82f63b78

/** The checksum of each byte by itself. */
const table: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
  return crc >>> 0
})

/** The checksum of these bytes, as an unsigned number of 32 bits. */
export const crc32c = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffffffff) >>> 0
}
