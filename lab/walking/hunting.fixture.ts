/**
 * The bugs that walks have to find, and from which seeds: the quickest of three seeds in npm test (of the slow bugs, in
 * the long tests or at night), and the other two at night.
 */
import { hunt, hunted, shrinkHunted, shrunk } from '../records/hunts'
import type { Pinned } from '../records/pinned'
import { numberOf } from '../questions/question'

/** Of the first three seeds, the one that finds a bug soonest. */
const QUICK_SEEDS: Readonly<Record<string, number>> = {
  ...{ B01: 2, B02: 1, B03: 1, B04: 0, B05: 1, B06: 0, B07: 2, B08: 2, B15: 2, B60: 2 },
}

const huntedBy = (names: readonly string[]): readonly Pinned[] => hunted.filter(({ name }) => names.includes(name))

/** The bugs that take more steps than npm test has time for, from any of these seeds. */
export const slowToFind = huntedBy(['B08', 'B15'])

/** And those that take more than the long tests have time for. */
export const slowestToFind = huntedBy(['B02', 'B06', 'B07', 'B60'])

export const quickToFind = hunted.filter((bug) => !slowToFind.includes(bug) && !slowestToFind.includes(bug))

/** The one whose shortest schedule a short search finds. */
export const quickToShrink: readonly Pinned[] = shrunk.filter(({ name }) => name === 'B01')

export type Hunted = readonly [name: string, seed: number, bug: Pinned]

/** Each bug with one of the first three seeds: `after` = 0 is the quick one. */
export const fromSeeds = (bugs: readonly Pinned[], after: 0 | 1 | 2): readonly Hunted[] =>
  bugs.map((bug) => [bug.name, ((QUICK_SEEDS[bug.name] ?? 0) + 3 - after) % 3, bug])

export const areFound = (bugs: readonly Hunted[]): void =>
  describe('walks find, within four million steps,', () => {
    test.each(bugs)('%s from seed %i', (_name, seed, bug) => {
      const { found } = hunt(bug, seed)
      expect(found && numberOf(found.target)).toBe(bug.expected.property)
    })
  })

export const areShrunk = (bugs: readonly Hunted[]): void =>
  describe('the schedule of a walk after shrinking', () => {
    test.each(bugs)('of %s from seed %i is the shortest that an exhaustive search finds', (_name, seed, bug) => {
      const shrinking = shrinkHunted(bug, seed)
      expect(shrinking?.to).toBe(shrinking?.shortest)
      expect(shrinking?.targets[1]).toBe(shrinking?.targets[0])
    })
  })
