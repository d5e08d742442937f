import { broken, holds, world, type Pinned } from './pinned'
import { question } from '../questions/question'

/**
 * Clusters that never recover: historic bugs of Kafka that lose nothing, and stop something for good. docs/bugs.md explains
 * the names.
 */
export const stalls: readonly Pinned[] = [
  {
    name: 'B09-stall',
    bug: 'B09',
    story: 'a fetcher stops for good, because an error of an earlier epoch arrives late',
    question: question({
      without: ['kafka-7786'],
      bounds: { ...world(2, 1, 4, { 'leader-move': 3 }), grain: 'message' },
      properties: ['L1'],
    }),
    expected: broken('L1', 12, 18877),
    heldBy: 'baseline',
    held: holds(17777, 44),
  },
  {
    name: 'B10-stall',
    bug: 'B10',
    story: 'a follower truncates to its log end without end',
    question: question({
      without: ['kafka-10706'],
      bounds: world(2, 2, 4, { 'leader-move': 3 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 12, 2713),
    heldBy: 'baseline',
    held: holds(2594, 20),
  },
  {
    name: 'B31',
    story: 'a producer waits for a record that the whole ISR has',
    question: question({
      with: ['kip-497-as-released'],
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'cut-link': 1 }),
      properties: ['L2'],
    }),
    expected: broken('L2', 3, 40),
    heldBy: 'baseline',
    held: holds(36, 6),
  },
  {
    name: 'B31-crash',
    story: 'the same, and the follower is down',
    question: question({
      with: ['kip-497-as-released'],
      bounds: world(2, 1, 2, { 'isr-shrink': 1, 'process-crash': 1 }),
      properties: ['L2'],
    }),
    expected: broken('L2', 4, 438),
    heldBy: 'baseline',
    held: holds(460, 13),
  },
  {
    name: 'B50',
    story: 'a broker that is ahead of its leader stops, each time it is started',
    question: question({
      without: ['kafka-7414', 'kafka-7415'],
      bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 14, 451),
    heldBy: 'baseline',
    held: holds(433, 14),
  },
  {
    name: 'B51',
    story: 'a leader can never change its ISR: its cached zkVersion is not that of ZooKeeper',
    question: question({
      kafka: '0.10.2',
      without: ['kafka-1382'],
      bounds: world(2, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 2, 34),
    heldBy: '0.10.2',
    held: holds(38, 6),
  },
  {
    name: 'B51-session',
    story: 'the same, where the write ends with its session, and nobody notices that',
    question: question({
      kafka: '2.1.1',
      bounds: world(2, 1, 3, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 6, 24),
    heldBy: 'baseline',
    held: holds(27, 7),
  },
  {
    name: 'B62',
    story: 'a broker is restarted before the controller looks, and is never told what it leads',
    question: question({
      without: ['kip-380'],
      bounds: world(2, 1, 3, { 'process-crash': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 2, 248),
    heldBy: 'baseline',
    held: holds(248, 12),
  },
  {
    name: 'B62-shutdown',
    story: 'the same after a clean stop',
    question: question({
      without: ['kip-380'],
      bounds: world(2, 1, 3, { 'clean-shutdown': 1 }),
      properties: ['L1'],
    }),
    expected: broken('L1', 4, 392),
    heldBy: 'baseline',
    held: holds(349, 12),
  },
]
