/** Utils.murmur2 of Kafka's clients: the hash by which a key gets its partition. */
export const murmur2 = (data: Uint8Array): number => {
  const M = 0x5bd1e995
  let hash = 0x9747b28c ^ data.length
  const whole = data.length & ~3
  for (let at = 0; at < whole; at += 4) {
    const word =
      (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16) | ((data[at + 3] ?? 0) << 24)
    const mixed = Math.imul(word, M)
    hash = Math.imul(hash, M) ^ Math.imul(mixed ^ (mixed >>> 24), M)
  }
  const left = data.length - whole
  if (left > 2) hash ^= (data[whole + 2] ?? 0) << 16
  if (left > 1) hash ^= (data[whole + 1] ?? 0) << 8
  if (left > 0) hash = Math.imul(hash ^ (data[whole] ?? 0), M)
  hash = Math.imul(hash ^ (hash >>> 13), M)
  return hash ^ (hash >>> 15)
}

/** DefaultPartitioner: the partition of a key, among so many. */
export const partitionForKey = (key: string, partitions: number): number =>
  (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitions
