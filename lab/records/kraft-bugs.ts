import { question, type Differing } from '../questions/question'
import { changed } from './changes'
import { kraftFailoverBugs } from './kraft-failover-bugs'
import { kraftLateBugs } from './kraft-late-bugs'
import { directoryBugs } from './kraft-directory-bugs'
import { kraftMoves } from './kraft-moves-bugs'
import { broken, holds, moving, world, type Pinned } from './pinned'
import { heldWith, repaired, repairs } from './kraft-repairs'
import { stored } from './storage-bugs'

const [resetRemote, keepProposal, fencedCount] = repairs

/** The same bounds, with eligible leader replicas (KIP-966). */
const withElr = (bounds: Differing['bounds']): Differing['bounds'] => ({
  ...bounds,
  kraft: { metadataLag: 2, elr: true },
})

const lowered = changed(stored(2, 1, 1, { 'isr-shrink': 1 }), 'min.insync.replicas=1')

/** A leader may lose its records with its machine, and lead again in the same epoch. */
const leadsAgain = question(
  repaired({
    settings: { minIsr: 2 },
    bounds: world(2, 3, 3, { 'machine-crash': 1, 'leader-move': 1 }),
    properties: ['S8'],
  }),
)

/** The historic bugs of the era of KRaft, and those that this project found there. docs/bugs.md explains the names. */
export const kraftBugs: readonly Pinned[] = [
  {
    name: 'B16',
    story: 'a replica that has lost its records joins the ISR by an AlterPartition that was made before',
    question: question(
      repaired({
        without: ['kip-903'],
        settings: { minIsr: 2 },
        bounds: world(2, 1, 1, { 'machine-crash': 1, 'isr-shrink': 1 }),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 13, 5173),
    ...heldWith(),
    held: holds(14395, 23),
  },
  {
    name: 'B16-process',
    bug: 'B16',
    story: 'a replica joins the ISR for what its process before had',
    question: question(
      repaired({
        without: ['kip-903'],
        settings: { minIsr: 1 },
        bounds: world(2, 1, 1, { 'process-crash': 1, 'isr-shrink': 1 }),
        properties: ["S16'"],
      }),
    ),
    expected: broken("S16'", 12, 5714),
    ...heldWith(),
    held: holds(10858, 22),
  },
  {
    name: 'B18',
    story: 'a broker that is shutting down comes back into the ISR',
    question: question(
      repaired({
        without: ['kip-841'],
        settings: { minIsr: 1 },
        bounds: world(2, 1, 1, { 'clean-shutdown': 1 }),
        properties: ['S16'],
      }),
    ),
    expected: broken('S16', 4, 35),
    ...heldWith(),
    held: holds(843, 17),
  },
  {
    name: 'B18-controller',
    bug: 'B18',
    story: 'the same, and only the controller would have refused it',
    question: question(
      repaired({
        without: ['kip-841/barsFromIsr'],
        settings: { minIsr: 1 },
        bounds: world(2, 1, 1, { 'clean-shutdown': 1, 'isr-shrink': 1 }),
        properties: ['S16'],
      }),
    ),
    expected: broken('S16', 8, 605),
    ...heldWith(),
    held: holds(6230, 23),
  },
  {
    name: 'B19-kraft',
    bug: 'B19',
    story: 'the last replica of the ISR loses its records, and is elected',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }),
        properties: ['S15'],
      }),
    ),
    expected: broken('S15', 10, 2056),
  },
  {
    name: 'B19-elr',
    bug: 'B19',
    story: 'the same with eligible leader replicas, and nothing is lost',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: withElr(world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 })),
      }),
    ),
    expected: holds(18174, 23),
  },
  {
    name: 'B20',
    story: 'the last known leader is elected while it is fenced',
    question: question(
      repaired({
        without: ['kafka-19522'],
        settings: { minIsr: 1 },
        bounds: withElr(world(2, 1, 3, { 'process-crash': 1, 'clean-shutdown': 1 })),
        properties: ['S16'],
      }),
    ),
    expected: broken('S16', 5, 445),
    ...heldWith(),
    held: holds(96098, 27),
  },
  {
    name: 'B22',
    story: 'min.insync.replicas is lowered, and a replica stays eligible that lacks what is committed then',
    question: question(
      repaired({
        without: ['kafka-18649'],
        ...lowered,
        bounds: withElr(lowered.bounds),
        properties: ['S18'],
      }),
    ),
    expected: broken('S18', 5, 35),
    ...heldWith(),
    held: holds(922, 14),
  },
  {
    name: 'B22-registration',
    bug: 'B22',
    story: 'a replica that has lost its records stays eligible',
    question: question(
      repaired({
        without: ['kafka-18106'],
        settings: { minIsr: 2 },
        bounds: withElr(world(2, 1, 1, { 'machine-crash': 1 })),
        properties: ['S14'],
      }),
    ),
    expected: broken('S14', 7, 66),
    ...heldWith(),
    held: holds(978, 18),
  },
  {
    name: 'B23',
    story: 'a record is committed by fewer replicas than min.insync.replicas, read, and gone once its leader crashes',
    question: question(
      repaired({
        without: ['kafka-15583'],
        settings: { acks: '1', minIsr: 2 },
        bounds: withElr(world(2, 2, 2, { 'isr-shrink': 1, 'process-crash': 1 })),
        properties: ['S2'],
      }),
    ),
    expected: broken('S2', 9, 4669),
    ...heldWith(),
    held: holds(72175, 24),
  },
  {
    name: 'B23-elr',
    bug: 'B23',
    story: 'the same, and an eligible leader replica lacks a committed record',
    question: question(
      repaired({
        without: ['kafka-15583'],
        settings: { acks: '1', minIsr: 2 },
        bounds: withElr(world(2, 1, 1, { 'isr-shrink': 1 })),
        properties: ['S18'],
      }),
    ),
    expected: broken('S18', 4, 11),
    ...heldWith(),
    held: holds(111, 11),
  },
  {
    name: 'B29',
    story: 'a leader commits without a replica that it has proposed for the ISR',
    question: question(
      repaired({
        without: ['kip-497/highWatermarkQuorum'],
        settings: { minIsr: 1 },
        bounds: world(2, 2, 1, { 'isr-shrink': 1 }),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 8, 133),
    ...heldWith(),
    held: holds(249, 13),
  },
  {
    name: 'B29-late',
    bug: 'B29',
    story: 'the controller accepts a proposal that its leader has given up',
    question: question(
      repaired({
        without: ['kip-497/fencesAlterPartition', 'kip-497/refusesPartitionEpoch'],
        settings: { minIsr: 1 },
        bounds: world(3, 1, 3, { 'leader-move': 2, 'isr-shrink': 1 }),
        properties: ['S13'],
      }),
    ),
    expected: broken('S13', 9, 25442),
  },
  {
    name: 'B31-kraft',
    bug: 'B31',
    story: 'a producer waits for a record that the whole ISR has',
    question: question(
      repaired({
        with: [...repairs, 'kip-497-as-released'],
        settings: { minIsr: 1 },
        bounds: world(2, 1, 1, { 'isr-shrink': 1, 'cut-link': 1 }),
        properties: ['L2'],
      }),
    ),
    expected: broken('L2', 7, 428),
    ...heldWith(),
    held: holds(276, 12),
  },
  {
    name: 'B32',
    story: 'a leader goes back to an ISR that is over',
    question: question(
      repaired({
        without: ['kafka-13790'],
        settings: { minIsr: 1 },
        bounds: world(2, 2, 1, { 'isr-shrink': 1 }),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 10, 290),
    ...heldWith(),
    held: holds(249, 13),
  },
  {
    name: 'B57-kraft',
    bug: 'B57',
    story: 'a leader that saw two elections as one trusts old remote LEOs',
    question: question(
      repaired({
        with: [keepProposal, fencedCount],
        settings: { minIsr: 2 },
        bounds: world(3, 1, 3, { 'leader-move': 2 }),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 13, 5556),
    ...heldWith(),
    held: holds(6128, 17),
  },
  {
    name: 'B57-elr',
    bug: 'B57',
    story: 'the same with eligible leader replicas, which do not help',
    question: question(
      repaired({
        with: [keepProposal, fencedCount],
        settings: { minIsr: 2 },
        bounds: withElr(world(3, 1, 3, { 'leader-move': 2 })),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 13, 5556),
    ...heldWith(),
    held: holds(6128, 17),
  },
  {
    name: 'B68',
    story: 'a leader replays a change that it has learnt already, and forgets the next one, which is on its way',
    question: question(
      repaired({
        with: [resetRemote, fencedCount],
        settings: { minIsr: 1 },
        bounds: world(2, 2, 1, { 'isr-shrink': 1 }),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 9, 176),
    ...heldWith(),
    held: holds(249, 13),
  },
  {
    name: 'B78',
    story:
      'a leader that has lost its records leads again in the same epoch, and then forgets where an older epoch begins',
    question: leadsAgain,
    expected: broken('S8', 16, 182_362),
    ...heldWith('hypothetical-no-empty-epoch'),
    held: holds(436_469, 27),
  },
  {
    name: 'B78-registered',
    bug: 'B78',
    story: 'the same, where a process publishes metadata before it has registered',
    question: leadsAgain,
    expected: broken('S8', 16, 182_362),
    ...heldWith('published-after-registration'),
    held: holds(245_389, 27),
  },
  {
    name: 'B69',
    story: 'a replica that was removed stays eligible',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: withElr(moving(world(2, 1, 2, {}), [0, 1], [1])),
        properties: ['S10'],
      }),
    ),
    expected: broken('S10', 1, 3),
    ...heldWith('hypothetical-removed-not-eligible'),
    held: holds(25, 6),
  },
  {
    name: 'B69-lost',
    bug: 'B69',
    story: 'the same; it is made a replica again, and may be elected with nothing',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: withElr(moving(world(2, 1, 4, { 'clean-shutdown': 2 }), [0, 1], [1], [1, 0])),
        properties: ['S1'],
      }),
    ),
    expected: broken('S1', 6, 1790),
  },
  {
    name: 'B69-elected',
    bug: 'B69',
    story: 'the same, until it is elected',
    question: question(
      repaired({
        settings: { minIsr: 2 },
        bounds: withElr(moving(world(2, 1, 4, { 'clean-shutdown': 2 }), [0, 1], [1], [1, 0])),
        properties: ['S15'],
      }),
    ),
    expected: broken('S15', 11, 55442),
  },
  ...kraftFailoverBugs,
  ...kraftLateBugs,
  ...directoryBugs,
  ...kraftMoves,
]
