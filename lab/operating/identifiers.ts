/** What Kafka draws at random is derived from names here, so that the same lines print the same output. */

/** 16 bytes from a text, as 22 letters of base64: how Kafka writes its ids. */
const idFrom = (text: string): string => {
  let hash = 0x811c9dc5
  const bytes = Array.from({ length: 16 }, (_, index) => {
    for (const letter of `${text}${index}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
    return hash >>> 24
  })
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('') + '0000'
  return Array.from(
    { length: 22 },
    (_, index) => LETTERS[parseInt(bits.slice(6 * index, 6 * index + 6), 2)] ?? '',
  ).join('')
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The id of the cluster, which ZooKeeper holds in /cluster/id. */
export const clusterIdOf = (): string => idFrom('tidemark')
