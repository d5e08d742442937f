import type { Bounds } from '../../model/bounds'
import { question, type Differing } from '../questions/question'
import { directoryRepairs, repaired, repairs } from './kraft-repairs'
import { broken, holds, moving, world, type Pinned } from './pinned'

const [, keepProposal, fencedCount] = repairs
const registered = 'published-after-registration'

interface Row {
  readonly name: string
  readonly asked: Differing
  readonly expected: Pinned['expected']
}

const asRow = ({ name, asked, expected }: Row): Pinned => ({ name, question: question(repaired(asked)), expected })

const anew = (budget: Partial<Bounds['faults']>): Differing['bounds'] => ({
  ...moving(world(2, 1, 3, budget), [0, 1], [0], [0, 1]),
  grain: 'message',
})

/** B54: that a leader keeps what it knew of a replica which was removed and added again breaks nothing alone. */
const tracked = (name: string, budget: Partial<Bounds['faults']>, expected: Pinned['expected']): Row => ({
  name: `B54-tracked with ${name}`,
  asked: {
    ...{ with: [keepProposal, fencedCount], settings: { minIsr: 1 }, bounds: anew(budget) },
    properties: ['S1', 'S4', 'S14', 'S15', 'S16'],
  },
  expected,
})

/** B70, message by message: what each of its repairs holds, and what it does not. */
const early = (
  name: string,
  added: readonly string[],
  budget: Partial<Bounds['faults']>,
  expected: Pinned['expected'],
  within: Differing['bounds'] = { epochs: 3, kraft: { metadataLag: 2, elr: true } },
): Row => ({
  name: `B70, ${name}`,
  asked: {
    ...{ with: [...repairs, ...added], settings: { minIsr: 2 }, properties: ['S1'] },
    bounds: { ...world(2, 1, 1, { 'machine-crash': 1, ...budget }), grain: 'message', ...within },
  },
  expected,
})

/** The same, where a fetch of a process that has ended may still be counted. */
const late: typeof early = (name, added, budget, expected) =>
  early(`${name}, a late fetch`, added, { 'late-fetch': 1, ...budget }, expected, {})

/** What docs/findings quotes beside the rows of the bugs: what a repair holds, and what does not break. */
export const quoted: readonly Pinned[] = [
  tracked('an ISR shrink', { 'isr-shrink': 1 }, holds(4709, 26)),
  tracked('a move of the leader', { 'leader-move': 1 }, holds(8031, 31)),
  late('a known process, an ISR shrink', ['hypothetical-known-process'], { 'isr-shrink': 1 }, holds(219_412, 41)),
  late('a known process, a crash', ['hypothetical-known-process'], { 'process-crash': 1 }, broken('S1', 23, 113_266)),
  late('a registered fetch, a crash', ['hypothetical-registered-fetch'], { 'process-crash': 1 }, holds(204_432, 43)),
  late('published once registered, an ISR shrink', [registered], { 'isr-shrink': 1 }, holds(56_713, 39)),
  late('published once registered, a crash', [registered], { 'process-crash': 1 }, holds(115_523, 43)),
  early('published once registered', [registered], { 'process-crash': 1 }, holds(152_002, 46)),
  early('shut down in place of the crash', [], { 'clean-shutdown': 1 }, holds(607_834, 53)),
  {
    name: 'B72, two logs differ',
    asked: {
      ...{ with: repairs, settings: { minIsr: 1 }, properties: ["S4'"] },
      bounds: { ...world(3, 4, 3, { 'leader-move': 2, 'late-read': 1 }), fetchRecords: 2 },
    },
    expected: broken("S4'", 17, 2_707_183),
  },
  {
    name: 'B74-isr without the second move',
    asked: {
      ...{ settings: { minIsr: 2 }, properties: ['S29'] },
      bounds: moving(world(3, 1, 2, { 'clean-shutdown': 1 }), [0, 1], [0, 2], [1, 2]),
    },
    expected: holds(1_999_127, 32),
  },
  {
    name: 'B78, what clients are promised, and one leader epoch more',
    asked: {
      ...{ settings: { minIsr: 2 }, properties: ['S1', 'S4', 'S12', 'S14'] },
      bounds: world(2, 3, 4, { 'machine-crash': 1, 'leader-move': 1 }),
    },
    expected: holds(486_448, 28),
  },
  {
    name: 'B79, two brokers with the repair',
    asked: {
      ...{ with: [...repairs, ...directoryRepairs], settings: { minIsr: 2 }, properties: ['S16'] },
      bounds: {
        ...world(2, 1, 3, { 'session-expiry': 2, 'directory-failure': 1 }),
        kraft: { metadataLag: 1, elr: true },
      },
    },
    expected: holds(1_674_928, 37),
  },
].map(asRow)
