import { holds, world, type Pinned } from './pinned'
import { question, type Differing } from '../questions/question'

const atMessages = ({ bounds, ...rest }: Differing): Differing => ({ ...rest, bounds: { ...bounds, grain: 'message' } })

/** Bounds within which the baseline holds. */
const survives = (name: string, asked: Differing, distinct: number, depth: number): Pinned => ({
  name,
  question: question(asked),
  expected: holds(distinct, depth),
})

/** Checks only a property that no run breaks, so that the search does not stop early when Kafka promises little. */
const unjudged = { runs: 'any', properties: ['S9'] } as const

/**
 * Small bounds for the baseline and for some older versions, searched exhaustively. Together they include every fault
 * of the model, and delays of every message. Their results are not surprising; their figures are a fingerprint of the
 * model, because every change of a rule changes them.
 */
export const worlds: readonly Pinned[] = [
  survives(
    'messages over links that are cut',
    atMessages({ settings: { minIsr: 2 }, bounds: world(2, 1, 2, { 'leader-move': 1, 'cut-link': 1 }) }),
    2478,
    28,
  ),
  survives(
    'messages to brokers that pause',
    atMessages({ settings: { minIsr: 2 }, bounds: world(2, 1, 2, { 'leader-move': 1, pause: 1 }) }),
    3207,
    28,
  ),
  survives(
    'messages to a zombie, and a crash',
    atMessages({ bounds: world(2, 1, 3, { 'process-crash': 1, 'cut-off': 1 }) }),
    31167,
    39,
  ),
  survives(
    'messages, and a machine that loses records',
    atMessages({ ...unjudged, bounds: world(2, 1, 2, { 'isr-shrink': 1, 'machine-crash': 1 }) }),
    1570,
    28,
  ),
  survives(
    'messages about two records',
    atMessages({ settings: { minIsr: 2 }, bounds: world(2, 2, 2, { 'leader-move': 1 }) }),
    2518,
    32,
  ),
  survives(
    'messages among three',
    atMessages({ settings: { minIsr: 2 }, bounds: world(3, 1, 2, { 'leader-move': 1 }) }),
    86985,
    52,
  ),
  survives(
    'messages that carry two records',
    atMessages({ settings: { minIsr: 2 }, bounds: { ...world(2, 2, 2, { 'leader-move': 1 }), fetchRecords: 2 } }),
    2663,
    32,
  ),
  survives(
    'fetches that bring two records',
    { settings: { minIsr: 2 }, bounds: { ...world(3, 2, 3, { 'leader-move': 1, 'isr-shrink': 1 }), fetchRecords: 2 } },
    12719,
    18,
  ),
  survives(
    'controllers that change, and requests that come twice',
    { bounds: world(2, 1, 3, { 'controller-failover': 1, 'repeated-request': 1, 'process-crash': 1 }) },
    6138,
    15,
  ),
  survives(
    'a clean shutdown, and a request that is lost',
    { bounds: world(2, 1, 4, { 'clean-shutdown': 1, 'lost-request': 1, 'leader-move': 1 }) },
    4281,
    19,
  ),
  survives(
    'a machine that loses records, out of the ISR',
    { ...unjudged, bounds: world(2, 2, 3, { 'machine-crash': 1, 'isr-shrink': 1 }) },
    3623,
    17,
  ),
  survives(
    'unclean elections',
    {
      ...unjudged,
      settings: { uncleanElection: true },
      bounds: world(2, 2, 3, { 'process-crash': 1, pause: 1 }),
    },
    33877,
    24,
  ),
  survives(
    'acks=1, a zombie, and a link that is cut',
    { ...unjudged, settings: { acks: '1' }, bounds: world(2, 2, 2, { 'cut-off': 1, 'cut-link': 1 }) },
    1720,
    14,
  ),
  survives(
    'acks=1 and an ISR that is too small',
    { ...unjudged, settings: { acks: '1', minIsr: 2 }, bounds: world(2, 2, 3, { 'isr-shrink': 1, 'leader-move': 1 }) },
    272,
    11,
  ),
  survives(
    'acks=0, and a crash',
    {
      ...unjudged,
      settings: { acks: '0', minIsr: 2 },
      bounds: world(2, 2, 3, { 'isr-shrink': 1, 'process-crash': 1 }),
    },
    2669,
    16,
  ),
  survives(
    'controllers that change, and a clean shutdown',
    { ...unjudged, bounds: world(3, 1, 3, { 'controller-failover': 1, 'clean-shutdown': 1 }) },
    71339,
    24,
  ),
  survives(
    'messages to a zombie that pauses, and out of the ISR',
    atMessages({ ...unjudged, bounds: world(2, 1, 3, { 'cut-off': 1, pause: 1, 'isr-shrink': 1 }) }),
    35933,
    38,
  ),
  survives(
    '0.8.0, crashes, and out of the ISR',
    { ...unjudged, kafka: '0.8.0', bounds: world(2, 1, 4, { 'process-crash': 2, 'isr-shrink': 1 }) },
    5013,
    20,
  ),
  survives(
    '0.10.2, crashes, and out of the ISR',
    { ...unjudged, kafka: '0.10.2', bounds: world(2, 1, 4, { 'process-crash': 2, 'isr-shrink': 1 }) },
    7111,
    21,
  ),
  survives(
    '0.10.2, the same with unclean elections',
    {
      ...unjudged,
      kafka: '0.10.2',
      settings: { uncleanElection: true },
      bounds: world(2, 1, 4, { 'process-crash': 2, 'isr-shrink': 1 }),
    },
    7329,
    21,
  ),
  survives(
    '1.1, unclean elections, and a machine that loses records',
    {
      ...unjudged,
      kafka: '1.1',
      settings: { uncleanElection: true },
      bounds: world(2, 1, 4, { 'process-crash': 1, 'machine-crash': 1 }),
    },
    4401,
    21,
  ),
  survives(
    '1.1, messages about what its epochs are',
    atMessages({ ...unjudged, kafka: '1.1', bounds: world(2, 1, 4, { 'leader-move': 2, 'process-crash': 1 }) }),
    71887,
    49,
  ),
  survives(
    '1.1, a zombie, and a controller that changes',
    {
      ...unjudged,
      kafka: '1.1',
      bounds: world(2, 1, 4, { 'cut-off': 1, 'controller-failover': 1, 'leader-move': 2 }),
    },
    72159,
    23,
  ),
  survives(
    '2.0.0, a clean shutdown, and a machine that loses records',
    { ...unjudged, kafka: '2.0.0', bounds: world(2, 2, 3, { 'clean-shutdown': 1, 'machine-crash': 1 }) },
    43315,
    30,
  ),
  survives(
    '2.1, a zombie that shuts down',
    { ...unjudged, kafka: '2.1', bounds: world(2, 1, 4, { 'clean-shutdown': 1, 'cut-off': 1 }) },
    13089,
    23,
  ),
  survives(
    '2.1, messages, unclean elections, and links that are cut',
    atMessages({
      ...unjudged,
      kafka: '2.1',
      settings: { uncleanElection: true },
      bounds: world(2, 2, 3, { 'machine-crash': 1, 'cut-link': 1 }),
    }),
    31728,
    38,
  ),
  survives(
    'an ISR that is written, its answer lost, and a crash',
    { settings: { minIsr: 2 }, bounds: world(3, 1, 3, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'process-crash': 1 }) },
    33294,
    23,
  ),
  survives(
    'messages about an ISR that is pending',
    atMessages({ bounds: world(2, 2, 2, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'leader-move': 1 }) }),
    18576,
    35,
  ),
  survives(
    'an ISR that is pending, and a clock',
    {
      settings: { minIsr: 2 },
      bounds: { ...world(3, 1, 2, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'leader-move': 1 }), lagClock: true },
    },
    33168,
    20,
  ),
  survives(
    '2.1, an ISR that is written, and its answer lost',
    {
      ...unjudged,
      kafka: '2.1',
      bounds: world(3, 1, 2, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'leader-move': 1 }),
    },
    5763,
    18,
  ),
  survives(
    '2.1, messages to a leader that waits for ZooKeeper',
    atMessages({
      ...unjudged,
      kafka: '2.1',
      bounds: world(2, 2, 2, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'leader-move': 1 }),
    }),
    9721,
    34,
  ),
  survives(
    '0.10.2, a zombie that waits for ZooKeeper',
    {
      ...unjudged,
      kafka: '0.10.2',
      bounds: world(3, 1, 2, { 'isr-shrink': 1, 'lost-zk-answer': 1, 'cut-off': 1 }),
    },
    17026,
    21,
  ),
  survives(
    '0.8.0, an ISR that is written, and its answer lost',
    {
      ...unjudged,
      kafka: '0.8.0',
      bounds: world(2, 2, 2, { 'isr-shrink': 2, 'lost-zk-answer': 1, 'leader-move': 1 }),
    },
    922,
    16,
  ),
  survives(
    'a broker that loses ZooKeeper, and the controller, one after the other',
    { bounds: world(2, 1, 3, { 'cut-off-zookeeper': 1, 'cut-off-controller': 1, 'isr-shrink': 1 }) },
    996,
    12,
  ),
  survives(
    'messages to a broker that loses ZooKeeper only',
    atMessages({ settings: { minIsr: 2 }, bounds: world(2, 1, 3, { 'cut-off-zookeeper': 1, 'leader-move': 1 }) }),
    16577,
    36,
  ),
  survives(
    'a broker that gives up its controlled shutdown',
    { bounds: { ...world(2, 1, 4, { 'clean-shutdown': 1, 'process-crash': 1 }), controlledShutdown: 'gives-up' } },
    5402,
    18,
  ),
  survives(
    '0.8.0, brokers that stop without handing over',
    {
      ...unjudged,
      kafka: '0.8.0',
      bounds: { ...world(2, 1, 4, { 'clean-shutdown': 2, 'isr-shrink': 1 }), controlledShutdown: 'no' },
    },
    2973,
    20,
  ),
]
