/** Allocates numbers in memory, which threads may share. */
export type Allocate = (bytes: number) => ArrayBufferLike

export const unshared: Allocate = (bytes) => new ArrayBuffer(bytes)

/** A copy of the numbers with twice the capacity. */
export const doubled = (from: Int32Array, allocate: Allocate = unshared): Int32Array => {
  const to = new Int32Array(allocate(8 * from.length))
  to.set(from)
  return to
}
