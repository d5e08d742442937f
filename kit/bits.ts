/**
 * Sets of small numbers (peers, records, positions) as the bits of one integer.
 *
 * Such a set is compared, copied and packed like any other int, and has a fixed order. It has at most 31 members.
 */
export type Bits = number

export const none: Bits = 0

export const only = (member: number): Bits => 1 << member

export const has = (set: Bits, member: number): boolean => ((set >>> member) & 1) === 1

export const add = (set: Bits, member: number): Bits => set | (1 << member)

export const remove = (set: Bits, member: number): Bits => set & ~(1 << member)

export const intersect = (a: Bits, b: Bits): Bits => a & b

export const isSubset = (a: Bits, b: Bits): boolean => (a & ~b) === 0

/** These members, in any order. */
export const setOf = (of: readonly number[]): Bits => of.reduce(add, none)

/** The set {0 .. count - 1}. */
export const firstOf = (count: number): Bits => (1 << count) - 1

export const size = (set: Bits): number => {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

/** The members in rising order. */
export const members = (set: Bits): readonly number[] => {
  const found: number[] = []
  for (let member = 0; set >>> member !== 0; member++) if (has(set, member)) found.push(member)
  return found
}

/** The lowest member, or -1 of the empty set. */
export const lowest = (set: Bits): number => (set === 0 ? -1 : 31 - Math.clz32(set & -set))
