import { broken, holds, world, type Pinned } from './pinned'
import { question } from '../questions/question'

/**
 * The historic bugs of the truncation protocol, each by its own switch on the baseline, asked about the property for
 * which it is known. The names are those of docs/bugs.md.
 */
export const bugs: readonly Pinned[] = [
  {
    name: 'B01',
    story: 'a follower restarts, truncates to its high watermark, and is elected',
    question: question({
      without: ['kip-101'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 2, { 'process-crash': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 8, 420),
    heldBy: 'baseline',
    held: holds(2751, 20),
  },
  {
    name: 'B02',
    story: 'both machines die, and the logs differ for good',
    question: question({
      without: ['kip-101'],
      settings: { minIsr: 1 },
      bounds: world(2, 3, 2, { 'machine-crash': 1, 'process-crash': 1 }),
      properties: ["S4'"],
    }),
    expected: broken("S4'", 15, 37408),
    heldBy: 'baseline',
    held: holds(62760, 24),
  },
  {
    name: 'B03',
    story: 'two leader changes in a row, and the logs differ for good',
    question: question({
      without: ['kip-279'],
      settings: { minIsr: 2 },
      bounds: world(2, 3, 3, { 'leader-move': 2 }),
      properties: ["S4'"],
    }),
    expected: broken("S4'", 11, 1144),
    heldBy: 'baseline',
    held: holds(2445, 18),
  },
  {
    name: 'B04',
    story: 'the same after unclean elections',
    question: question({
      without: ['kip-279'],
      settings: { minIsr: 1, uncleanElection: true },
      bounds: world(2, 3, 3, { 'process-crash': 2 }),
      properties: ["S4'"],
    }),
    expected: broken("S4'", 17, 28261),
    heldBy: 'baseline',
    held: holds(53695, 27),
  },
  {
    name: 'B05',
    story: 'a zombie goes on following a leader of another epoch',
    question: question({
      without: ['kip-320'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 1, 'cut-off': 1 }),
      properties: ['S12'],
    }),
    expected: broken('S12', 11, 14976),
    heldBy: 'baseline',
    held: holds(36285, 23),
  },
  {
    name: 'B06',
    story: 'an incomplete replica joins the ISR of a new leader',
    question: question({
      without: ['kafka-7128'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 5480),
    heldBy: 'baseline',
    held: holds(11217, 18),
  },
  {
    name: 'B07',
    story: 'a follower misses an epoch and finds the leader it knew',
    question: question({
      without: ['kafka-7164'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }),
      properties: ['S12'],
    }),
    expected: broken('S12', 16, 87971),
    heldBy: 'baseline',
    held: holds(112374, 25),
  },
  {
    name: 'B08',
    story: 'a leader that has not written cannot answer for its epoch',
    question: question({
      without: ['kafka-7415'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 559),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'B15',
    story: 'the leader counts fetches from another epoch (Kip320FirstTry)',
    question: question({
      with: ['kip-320-first-try'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 2 }),
      properties: ['S12'],
    }),
    expected: broken('S12', 14, 6016),
    heldBy: 'baseline',
    held: holds(6058, 20),
  },
  {
    name: 'B60',
    story: 'a follower of an old epoch goes on fetching in the session that it has',
    question: question({
      without: ['kafka-9338'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 10, 184),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'B57',
    story: 'a leader that missed an epoch trusts what its followers had before',
    question: question({
      with: ['kafka-2721'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 2, 'controller-failover': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 14, 109037),
    heldBy: 'baseline',
    held: holds(162615, 24),
  },
  {
    name: 'B57-lost-request',
    story: 'the same, without a second controller',
    question: question({
      with: ['kafka-2721'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 2, 'lost-request': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 14, 16527),
    heldBy: 'baseline',
    held: holds(18286, 20),
  },
  {
    name: 'B57-crash',
    story: 'the same, and the leader acknowledges alone',
    question: question({
      with: ['kafka-2721'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 1, 'process-crash': 1, 'lost-request': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 25317),
    heldBy: 'baseline',
    held: holds(137735, 28),
  },
]

/** What the baseline does not survive, and does not promise to: losses by configuration, and by lost machines. */
export const knownLosses: readonly Pinned[] = [
  {
    name: 'B19',
    story: 'the last replica standing lost the record, and leads',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }),
      properties: ['S15'],
    }),
    expected: broken('S15', 6, 114),
  },
  {
    name: 'B24-acks-1',
    story: 'the leader that acknowledged alone is replaced',
    question: question({
      settings: { acks: '1', minIsr: 1 },
      bounds: world(2, 1, 2, { 'process-crash': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 3, 15),
  },
  {
    name: 'B24-one-copy',
    story: 'one copy is enough, and it is lost',
    question: question({
      settings: { minIsr: 1 },
      bounds: world(2, 1, 1, { 'machine-crash': 1 }),
      runs: 'any',
      properties: ['S1'],
    }),
    expected: broken('S1', 5, 20),
  },
  {
    name: 'B24-unclean-election',
    story: 'a leader from outside the ISR',
    question: question({
      settings: { minIsr: 1, uncleanElection: true },
      bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }),
      runs: 'any',
      properties: ['S1'],
    }),
    expected: broken('S1', 4, 46),
  },
  {
    name: 'B27',
    story: 'a leader loses its tail, is back unnoticed, and goes on in its epoch',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 2, 1, { 'machine-crash': 1, 'controller-failover': 1 }),
      properties: ['S5'],
    }),
    expected: broken('S5', 7, 403),
  },
  {
    name: 'B35',
    story: 'all machines lose their tails',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 1, 2, { 'machine-crash': 2 }),
      runs: 'any',
      properties: ['S15'],
    }),
    expected: broken('S15', 6, 55),
  },
]
