import { broken, holds, world, type Pinned } from './pinned'
import { question } from '../questions/question'

/**
 * The historic bugs of the truncation protocol. Each is the baseline with one switch changed, checked for the property
 * that the bug is known to break. docs/bugs.md explains the names.
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
    expected: broken('S1', 8, 494),
    heldBy: 'baseline',
    held: holds(2751, 19),
  },
  {
    name: 'B02',
    story: 'both machines crash, and the logs differ for good',
    question: question({
      without: ['kip-101'],
      settings: { minIsr: 1 },
      bounds: world(2, 3, 4, { 'machine-crash': 1, 'process-crash': 1 }),
      properties: ["S4'"],
    }),
    expected: broken("S4'", 15, 76316),
    heldBy: 'baseline',
    held: holds(152059, 25),
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
    expected: broken("S4'", 15, 23275),
    heldBy: 'baseline',
    held: holds(52233, 25),
  },
  {
    name: 'B05',
    story: 'a zombie continues to follow a leader of another epoch',
    question: question({
      without: ['kip-320'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 1, 'cut-off': 1 }),
      properties: ['S12'],
    }),
    expected: broken('S12', 11, 19005),
    heldBy: 'baseline',
    held: holds(39715, 22),
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
    story: 'a follower misses an epoch and finds the same leader as before',
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
    story: 'a leader that has not written does not know its own epoch',
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
    story: 'a leader that missed an epoch trusts old remote LEOs',
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
    story: 'the same, and the leader acknowledges without a follower',
    question: question({
      with: ['kafka-2721'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 3, { 'leader-move': 1, 'process-crash': 1, 'lost-request': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 28163),
    heldBy: 'baseline',
    held: holds(134691, 27),
  },
  {
    name: 'B58',
    story: 'a leader keeps the smaller ISR while ZooKeeper has the larger',
    question: question({
      without: ['kip-497'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 7, 93),
    heldBy: 'baseline',
    held: holds(183, 10),
  },
  {
    name: 'B58-another-writes',
    story: 'the same where no write ends with its session, because the controller has written meanwhile',
    question: question({
      without: ['kip-497', 'kafka-6074'],
      settings: { minIsr: 2 },
      bounds: world(3, 1, 2, { 'isr-shrink': 1, 'leader-move': 1, 'lost-zk-answer': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 8, 1464),
    heldBy: 'baseline',
    held: holds(6365, 17),
  },
  {
    name: 'B58-four-brokers',
    story: 'the same among four brokers, with min.insync.replicas=3',
    question: question({
      without: ['kip-497'],
      settings: { minIsr: 3 },
      bounds: world(4, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 9, 394),
    heldBy: 'baseline',
    held: holds(719, 13),
  },
  {
    name: 'B58-lag-clock',
    story: 'the same where the high watermark waits for replicas that were caught up a short while ago',
    question: question({
      without: ['kip-497'],
      settings: { minIsr: 2 },
      bounds: { ...world(3, 1, 1, { 'isr-shrink': 1, 'lost-zk-answer': 1 }), lagClock: true },
      properties: ['S1'],
    }),
    expected: broken('S1', 8, 203),
    heldBy: 'baseline',
    held: holds(570, 13),
  },
  {
    name: 'B11',
    story: 'a leader cuts its log, because of what its predecessor said to it as a follower',
    question: question({
      kafka: '2.8',
      with: ['kafka-18991', 'kafka-13207-flaw'],
      settings: { minIsr: 2 },
      bounds: { ...world(2, 1, 3, { 'leader-move': 2 }), grain: 'message' },
      properties: ['S3'],
    }),
    expected: broken('S3', 20, 2983),
    heldBy: '2.8',
    heldWith: ['kafka-18991'],
    held: holds(3319, 29),
  },
  {
    name: 'B67',
    story: 'a follower cuts a committed record, because of what its leader said in an earlier epoch',
    question: question({
      kafka: '2.8',
      settings: { minIsr: 2 },
      bounds: { ...world(2, 1, 4, { 'leader-move': 3 }), grain: 'message' },
      properties: ['S14'],
    }),
    expected: broken('S14', 19, 9497),
    heldBy: '2.8',
    heldWith: ['kafka-18991'],
    held: holds(14901, 38),
  },
]

/**
 * Losses that the baseline has, and against which Kafka makes no promise: losses by configuration, and by machine
 * crashes.
 */
export const knownLosses: readonly Pinned[] = [
  {
    name: 'B19',
    story: 'the last member of the ISR lost the record, and leads',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }),
      properties: ['S15'],
    }),
    expected: broken('S15', 6, 126),
  },
  {
    name: 'B24-acks-1',
    story: 'a leader acknowledges without a follower, and is replaced',
    question: question({
      settings: { acks: '1', minIsr: 1 },
      bounds: world(2, 1, 2, { 'process-crash': 1 }),
      properties: ['S1'],
    }),
    expected: broken('S1', 3, 15),
  },
  {
    name: 'B24-one-copy',
    story: 'one copy is enough to acknowledge, and it is lost',
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
    story: 'a leader is elected from outside the ISR',
    question: question({
      settings: { minIsr: 1, uncleanElection: true },
      bounds: world(2, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }),
      runs: 'any',
      properties: ['S1'],
    }),
    expected: broken('S1', 4, 48),
  },
  {
    name: 'B27',
    story:
      'a leader loses records in a machine crash, is back before the controller notices, and continues in its epoch',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 2, 1, { 'machine-crash': 1, 'controller-failover': 1 }),
      properties: ['S5'],
    }),
    expected: broken('S5', 7, 403),
  },
  {
    name: 'B35',
    story: 'all machines crash and lose records',
    question: question({
      settings: { minIsr: 2 },
      bounds: world(2, 1, 2, { 'machine-crash': 2 }),
      runs: 'any',
      properties: ['S15'],
    }),
    expected: broken('S15', 6, 60),
  },
]
