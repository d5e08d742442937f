import { broken, holds, world, type Pinned } from './pinned'
import { question } from '../questions/question'

/**
 * Ablations: each leaves one amendment, or one decision of an amendment, out of the baseline. They test the properties.
 * Each row has the smallest bounds within which a property breaks. The baseline holds within the same bounds, by
 * exhaustive search.
 *
 * The baseline does not need the decisions that are missing here: docs/decisions/0006 lists them, with the reasons.
 */
export const ablations: readonly Pinned[] = [
  {
    name: 'kip-101',
    question: question({ without: ['kip-101'], settings: { minIsr: 2 }, bounds: world(2, 1, 3, { 'leader-move': 2 }) }),
    expected: broken('S19', 7, 84),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kip-101/makesFollower',
    question: question({
      without: ['kip-101/makesFollower'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S19', 7, 84),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kip-279',
    question: question({ without: ['kip-279'], settings: { minIsr: 2 }, bounds: world(2, 2, 3, { 'leader-move': 2 }) }),
    expected: broken('S14', 10, 478),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kip-279/endOffsetFor',
    question: question({
      without: ['kip-279/endOffsetFor'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S14', 10, 432),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kip-279/truncation',
    question: question({
      without: ['kip-279/truncation'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S14', 10, 478),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kip-320',
    question: question({ without: ['kip-320'], settings: { minIsr: 2 }, bounds: world(2, 1, 3, { 'leader-move': 2 }) }),
    expected: broken('S8', 7, 111),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kip-320/fences',
    question: question({
      without: ['kip-320/fences'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S8', 7, 111),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kafka-9338',
    question: question({
      without: ['kafka-9338'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S8', 7, 105),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kafka-1555',
    question: question({
      without: ['kafka-1555'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 1, { 'isr-shrink': 1 }),
    }),
    expected: broken('S17', 2, 4),
    heldBy: 'baseline',
    held: holds(9, 4),
  },
  {
    name: 'kafka-1555/acknowledges',
    question: question({
      without: ['kafka-1555/acknowledges'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 1, { 'isr-shrink': 1 }),
    }),
    expected: broken('S17', 2, 4),
    heldBy: 'baseline',
    held: holds(9, 4),
  },
  {
    name: 'kafka-7128',
    question: question({
      without: ['kafka-7128'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
    }),
    expected: broken('S14', 11, 5480),
    heldBy: 'baseline',
    held: holds(11217, 18),
  },
  {
    name: 'kafka-7128/leaderEpochStartOffset',
    question: question({
      without: ['kafka-7128/leaderEpochStartOffset'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
    }),
    expected: broken('S14', 11, 5480),
    heldBy: 'baseline',
    held: holds(11217, 18),
  },
  {
    name: 'kafka-7128/mayJoinIsr',
    question: question({
      without: ['kafka-7128/mayJoinIsr'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
    }),
    expected: broken('S14', 11, 5480),
    heldBy: 'baseline',
    held: holds(11217, 18),
  },
  {
    name: 'kafka-7164',
    question: question({
      without: ['kafka-7164'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 3, { 'leader-move': 2, 'lost-request': 1 }),
    }),
    expected: broken('S14', 16, 87971),
    heldBy: 'baseline',
    held: holds(112374, 25),
  },
  {
    name: 'kafka-7415',
    question: question({
      without: ['kafka-7415'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S19', 11, 559),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kafka-7415/assignEpoch',
    question: question({
      without: ['kafka-7415/assignEpoch'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S7', 4, 29),
    heldBy: 'baseline',
    held: holds(178, 13),
  },
  {
    name: 'kafka-7415/cachesEpochAsLeader',
    question: question({
      without: ['kafka-7415/cachesEpochAsLeader'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S19', 11, 559),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kafka-7415/endOffsetFor',
    question: question({
      without: ['kafka-7415/endOffsetFor'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S14', 10, 478),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kafka-7786',
    question: question({
      without: ['kafka-7786'],
      settings: { minIsr: 2 },
      bounds: { ...world(2, 1, 4, { 'leader-move': 3 }), grain: 'message' },
    }),
    expected: broken('S19', 22, 11388),
    heldBy: 'baseline',
    held: holds(17777, 44),
  },
  {
    name: 'kip-380',
    question: question({
      without: ['kip-380'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'process-crash': 2, 'repeated-request': 1 }),
    }),
    expected: broken('S14', 12, 2983),
    heldBy: 'baseline',
    held: holds(3446, 15),
  },
  {
    name: 'kip-380/acceptsStaleBrokerEpoch',
    question: question({
      without: ['kip-380/acceptsStaleBrokerEpoch'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'process-crash': 2, 'repeated-request': 1 }),
    }),
    expected: broken('S14', 11, 3249),
    heldBy: 'baseline',
    held: holds(3446, 15),
  },
  {
    name: 'kafka-1028/mayElectUnclean',
    question: question({
      without: ['kafka-1028/mayElectUnclean'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }),
      runs: 'any',
    }),
    expected: broken('S14', 4, 48),
    heldBy: 'baseline',
    held: holds(460, 13),
  },
  {
    name: 'kafka-10706',
    question: question({
      without: ['kafka-10706'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 3, { 'leader-move': 2 }),
    }),
    expected: broken('S8', 11, 528),
    heldBy: 'baseline',
    held: holds(750, 16),
  },
  {
    name: 'kip-497',
    question: question({
      without: ['kip-497'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
    }),
    expected: broken('S14', 7, 93),
    heldBy: 'baseline',
    held: holds(183, 10),
  },
  {
    name: 'kip-497/onLostIsrAnswer',
    question: question({
      without: ['kip-497/onLostIsrAnswer'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
    }),
    expected: broken('S14', 9, 501),
    heldBy: 'baseline',
    held: holds(969, 13),
  },
  {
    name: 'kip-497/highWatermarkQuorum',
    question: question({
      without: ['kip-497/highWatermarkQuorum'],
      settings: { minIsr: 2 },
      bounds: world(3, 2, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
    }),
    expected: broken('S14', 8, 378),
    heldBy: 'baseline',
    held: holds(969, 13),
  },
]

/** Decisions that a later amendment replaced, left out of the version that still needed them. */
export const olderAblations: readonly Pinned[] = [
  {
    name: '1.1:kip-101/truncation',
    question: question({
      kafka: '1.1',
      without: ['kip-101/truncation'],
      settings: { minIsr: 2 },
      bounds: world(2, 2, 2, { 'leader-move': 1 }),
    }),
    expected: broken('S14', 7, 99),
    heldBy: '1.1',
    held: holds(146, 11),
  },
  {
    name: '1.1:kip-101/endOffsetFor',
    question: question({
      kafka: '1.1',
      without: ['kip-101/endOffsetFor'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 2, { 'process-crash': 1 }),
    }),
    expected: broken('S11', 9, 164),
    heldBy: '1.1',
    held: holds(240, 14),
  },
  {
    name: '1.1:kip-101/assignEpoch',
    question: question({
      kafka: '1.1',
      without: ['kip-101/assignEpoch'],
      settings: { minIsr: 2 },
      bounds: world(2, 1, 2, { 'process-crash': 1 }),
    }),
    expected: broken('S11', 9, 164),
    heldBy: '1.1',
    held: holds(240, 14),
  },
  {
    name: '0.10.2:kafka-1188',
    question: question({
      kafka: '0.10.2',
      without: ['kafka-1188'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'cut-off': 1 }),
    }),
    expected: broken('S11', 8, 117),
    heldBy: '0.10.2',
    held: holds(146, 10),
  },
  {
    name: '0.10.2:kafka-1188/restartsFetcher',
    question: question({
      kafka: '0.10.2',
      without: ['kafka-1188/restartsFetcher'],
      settings: { minIsr: 1 },
      bounds: world(2, 1, 2, { 'cut-off': 1 }),
    }),
    expected: broken('S11', 8, 117),
    heldBy: '0.10.2',
    held: holds(146, 10),
  },
  {
    name: '0.10.2:kafka-1188/tellsFollowersOfShrunkIsr',
    question: question({
      kafka: '0.10.2',
      without: ['kafka-1188/tellsFollowersOfShrunkIsr'],
      unlike: '0.10.2',
      settings: { minIsr: 1 },
      bounds: world(3, 1, 3, { 'cut-off': 1, 'leader-move': 1 }),
    }),
    expected: broken('S19', 12, 10861),
    heldBy: '0.10.2',
    held: broken('S19', 7, 1454),
  },
]
