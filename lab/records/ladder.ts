import { ablations } from './ablations'
import { kraftBugs } from './kraft-bugs'
import { broken, holds, world, type Pinned } from './pinned'
import { question } from '../questions/question'
import { allAmendments } from '../../model/versions/timeline'

/**
 * For each version, the shortest failure that the next version prevents.
 *
 * Each row is the shortest schedule within its bounds that breaks a property, and that the next version survives when
 * it replays the same schedule (`unlike`). `heldBy` checks the next version under the same bounds.
 */
export const versionRows: readonly Pinned[] = [
  {
    name: '0.8.0',
    story: 'a leader without followers acknowledges acks=all (KAFKA-1555)',
    question: question({
      kafka: '0.8.0',
      unlike: '0.10.2',
      settings: { minIsr: 2 },
      bounds: world(2, 1, 1, { 'isr-shrink': 1 }),
    }),
    expected: broken('S17', 2, 4),
    heldBy: '0.10.2',
    held: holds(17, 5),
  },
  {
    name: '0.10.2',
    story: 'a follower truncates to its high watermark, which is one fetch behind (KIP-101)',
    bug: 'B01',
    question: question({
      kafka: '0.10.2',
      unlike: '1.1',
      settings: { minIsr: 2 },
      bounds: world(3, 1, 2, { 'process-crash': 1 }),
    }),
    expected: broken('S19', 8, 411),
    heldBy: '1.1',
    held: holds(2525, 20),
  },
  {
    name: '1.1',
    story: 'the logs diverge after two leader changes in a row (KIP-279)',
    bug: 'B03',
    question: question({
      kafka: '1.1',
      unlike: '2.0.0',
      settings: { minIsr: 2 },
      bounds: world(2, 4, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S14', 13, 4618),
    heldBy: '2.0.0',
    held: broken('S19', 9, 978),
  },
  {
    name: '2.0.0',
    story: 'a new leader with an old high watermark adds an incomplete replica to the ISR (KAFKA-7128)',
    bug: 'B06',
    question: question({
      kafka: '2.0.0',
      unlike: '2.1',
      settings: { minIsr: 2 },
      bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
    }),
    expected: broken('S14', 11, 8785),
    heldBy: '2.1',
    held: holds(11217, 18),
  },
  {
    name: '2.1',
    story: 'a follower of an old epoch goes on fetching in the session that it has (KAFKA-9338)',
    bug: 'B60',
    question: question({
      kafka: '2.1',
      unlike: '2.6',
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S8', 7, 106),
    heldBy: '2.6',
    held: holds(178, 13),
  },
  {
    name: '2.6',
    story: 'a leader does not know which ISR it has written, and counts on fewer replicas (KIP-497)',
    question: question({
      kafka: '2.6',
      unlike: '2.8',
      settings: { minIsr: 2 },
      bounds: world(3, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
    }),
    expected: broken('S14', 7, 111),
    heldBy: '2.8',
    held: holds(191, 10),
  },
  {
    name: '2.8',
    story: 'a follower uses the answer to a fetch of an earlier epoch (KAFKA-18991)',
    bug: 'B67',
    question: question({
      kafka: '2.8',
      unlike: 'baseline',
      settings: { minIsr: 2 },
      bounds: { ...world(2, 2, 3, { 'leader-move': 2 }), grain: 'message' },
    }),
    expected: broken('S8', 14, 4333),
    heldBy: 'baseline',
    held: holds(23286, 43),
  },
  {
    name: '3.2',
    story:
      'with KRaft: a broker that the controller has taken out of the ISR comes back into it while it is fenced (KIP-841)',
    bug: 'B18',
    question: question({
      kafka: '3.2',
      unlike: '3.5',
      settings: { minIsr: 1 },
      bounds: world(2, 1, 3, { 'clean-shutdown': 1 }),
    }),
    expected: broken('S16', 9, 355),
    heldBy: '3.5',
    held: holds(1983, 18),
  },
  {
    name: '3.7',
    story: 'with KRaft: a follower uses the answer to a fetch of an earlier epoch (KAFKA-18991)',
    bug: 'B67',
    question: question({
      kafka: '3.7',
      unlike: '3.9',
      settings: { minIsr: 2 },
      bounds: { ...world(2, 2, 3, { 'leader-move': 2 }), grain: 'message' },
    }),
    expected: broken('S8', 14, 3541),
    heldBy: '3.9',
    held: holds(14571, 39),
  },
  {
    name: '4.0',
    story: 'with KRaft and eligible leader replicas: the last known leader is elected while it is fenced (KAFKA-19522)',
    bug: 'B20',
    question: question({
      kafka: '4.0',
      unlike: '4.1',
      settings: { minIsr: 1 },
      bounds: {
        ...world(2, 1, 3, { 'process-crash': 1, 'clean-shutdown': 1 }),
        kraft: { metadataLag: 2, elr: true },
      },
    }),
    expected: broken('S16', 5, 445),
    heldBy: '4.1',
    held: holds(96098, 27),
  },
  {
    name: '4.3',
    story:
      'with KRaft: a leader forgets that a larger ISR is under way (a finding; 3.2 to 4.1 have it, too, within these bounds 3.7 to 4.1)',
    bug: 'B68',
    question: question({ kafka: '4.3', settings: { minIsr: 1 }, bounds: world(2, 2, 1, { 'isr-shrink': 1 }) }),
    expected: broken('S13', 8, 137),
    heldBy: '4.3',
    heldWith: ['hypothetical-keep-proposal'],
    held: holds(249, 13),
  },
]

/** The baseline without one amendment: what goes wrong. */
const withoutOne: readonly Pinned[] = ablations.flatMap((one) => {
  const amendment = allAmendments.find(({ name }) => name === one.name)
  return amendment === undefined ? [] : [{ ...one, name: `without ${one.name}`, story: amendment.repairs }]
})

/** The most states of a row, with those of the version that holds. */
const MOST = 25_000

const statesOf = ({ expected, held }: Pinned): number => (expected.distinct ?? 0) + (held?.distinct ?? 0)

/** The same with KRaft, where 4.3 with its repairs takes the place of the baseline. A bug that a version shows is not shown again. */
const withoutOneOfKraft: readonly Pinned[] = allAmendments.flatMap(({ name, repairs }) => {
  const row = kraftBugs.find((one) => one.question.without.join() === name && statesOf(one) <= MOST)
  if (row === undefined || versionRows.some(({ bug }) => bug === (row.bug ?? row.name))) return []
  return [{ ...row, name: `4.3 without ${name}`, story: repairs, bug: row.bug ?? row.name }]
})

/** Eligible leader replicas (KIP-966) are a feature of the cluster: 4.3 without them, and with them. */
const eligible: readonly Pinned[] = [
  ['B19-kraft', '4.3 without ELR'],
  ['B19-elr', '4.3 with ELR'],
].flatMap(([row, name = '']) => kraftBugs.filter((one) => one.name === row).map((one) => ({ ...one, name })))

/** The ladder: every version, then the baseline without one amendment at a time, and 4.3 in the same way. */
export const ladderRows: readonly Pinned[] = [...versionRows, ...withoutOne, ...withoutOneOfKraft, ...eligible]
