import { question, type Differing } from '../questions/question'
import { repaired } from './kraft-repairs'
import { holds, world, type Expected, type Pinned } from './pinned'

type Budget = Parameters<typeof world>[3]

const judged = { properties: ['L3', 'L5', 'L10'] } as const

const row = (name: string, asked: Differing, expected: Expected): Pinned => ({
  name,
  question: question({ ...asked, ...judged }),
  expected,
})

/** 4.3 with its repairs: two brokers, one record, three leader epochs, and an ISR that may shrink once. */
const kraft = (
  name: string,
  minIsr: number,
  budget: Budget,
  expected: Expected,
  more: Differing['bounds'] = {},
): Pinned =>
  row(
    `4.3 repaired, ${name}, min.insync.replicas=${minIsr}`,
    repaired({ settings: { minIsr }, bounds: { ...world(2, 1, 3, { 'isr-shrink': 1, ...budget }), ...more } }),
    expected,
  )

const withElr: Differing['bounds'] = { kraft: { metadataLag: 2, elr: true } }

const byMessages: Differing['bounds'] = { grain: 'message', epochs: 2 }

/** 2.1 with two records. What breaks L5 there is B62 and B51, which KIP-380 mends. */
const zookeeper = (name: string, budget: Budget, expected: Expected, put: readonly string[] = []): Pinned =>
  row(
    `2.1${put.map((one) => ` with ${one}`).join('')}, ${name}`,
    {
      kafka: '2.1',
      with: put,
      settings: { minIsr: 1 },
      bounds: world(2, 2, 3, { 'isr-shrink': 1, ...budget }),
    },
    expected,
  )

/** Bounds within which there is no lasso of L3, L5 or L10 (docs/decisions/0074), searched exhaustively. */
export const lassoWorlds: readonly Pinned[] = [
  kraft('an answer that is lost', 1, { 'lost-alter-partition': 1 }, holds(161, 11)),
  kraft('an answer that is lost', 2, { 'lost-alter-partition': 1 }, holds(279, 12)),
  kraft('a link that is cut', 1, { 'cut-link': 1 }, holds(276, 12)),
  kraft('a link that is cut', 2, { 'cut-link': 1 }, holds(444, 13)),
  kraft('a failover', 1, { 'controller-failover': 1 }, holds(288, 13)),
  kraft('a failover', 2, { 'controller-failover': 1 }, holds(500, 14)),
  kraft('a leader that moves', 1, { 'leader-move': 1 }, holds(552, 14)),
  kraft('a leader that moves', 2, { 'leader-move': 1 }, holds(704, 15)),
  kraft('a session that expires', 1, { 'session-expiry': 1 }, holds(2235, 17)),
  kraft('a session that expires', 2, { 'session-expiry': 1 }, holds(3209, 18)),
  kraft('a pause', 2, { pause: 1 }, holds(3822, 20)),
  kraft('cut off', 2, { 'cut-off': 1 }, holds(3799, 20)),
  kraft('a clean shutdown', 2, { 'clean-shutdown': 1 }, holds(8688, 25)),
  kraft('a crash', 1, { 'process-crash': 1 }, holds(14190, 22)),
  kraft('a crash', 2, { 'process-crash': 1 }, holds(13636, 23)),
  kraft('a machine that loses records', 2, { 'machine-crash': 1 }, holds(17520, 23)),
  kraft('a crash, with ELR', 2, { 'process-crash': 1 }, holds(13791, 23), withElr),
  kraft('a session that expires, with ELR', 2, { 'session-expiry': 1 }, holds(3143, 18), withElr),
  kraft('a lag clock', 2, { 'leader-move': 1 }, holds(1297, 17), { lagClock: true }),
  kraft('an answer that is lost, by messages', 2, { 'lost-alter-partition': 1 }, holds(1034, 23), byMessages),
  kraft('a leader that moves, by messages', 2, { 'leader-move': 1 }, holds(7332, 30), byMessages),
  kraft('a session that expires, by messages', 2, { 'session-expiry': 1 }, holds(20069, 33), byMessages),
  kraft('a pause, by messages', 2, { pause: 1 }, holds(23517, 35), byMessages),
  kraft('three brokers', 2, {}, holds(1619, 14), { brokers: 3, epochs: 1 }),
  kraft('three brokers and a session that expires', 2, { 'session-expiry': 1 }, holds(232175, 25), {
    brokers: 3,
    epochs: 2,
  }),
  kraft('two records and a crash', 2, { 'process-crash': 1 }, holds(67801, 25), { records: 2 }),
  zookeeper('a link that is cut', { 'cut-link': 1 }, holds(116, 9)),
  zookeeper('a leader that moves', { 'leader-move': 1 }, holds(297, 12)),
  zookeeper('a failover', { 'controller-failover': 1 }, holds(187, 10)),
  zookeeper('a request that is lost', { 'leader-move': 1, 'lost-request': 1 }, holds(392, 12)),
  zookeeper('cut off', { 'cut-off': 1 }, holds(1012, 15)),
  zookeeper('a pause', { pause: 1 }, holds(1114, 16)),
  zookeeper('an answer that is lost', { 'lost-zk-answer': 1 }, holds(299, 17), ['kip-380']),
  zookeeper('a crash', { 'process-crash': 1 }, holds(3083, 16), ['kip-380']),
  zookeeper('a clean shutdown', { 'clean-shutdown': 1 }, holds(5086, 19), ['kip-380']),
  zookeeper('a machine that loses records', { 'machine-crash': 1 }, holds(3992, 17), ['kip-380']),
]
