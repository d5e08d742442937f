/** Worlds in which a machine that forgets is compared with one that forgets nothing. */
import { FREE, type Bounds } from '../../model/bounds'
import type { Fault } from '../../model/state'
import { additions, protocolOf, question, type Differing } from '../questions/question'
import { directoryRepairs, repairs } from '../records/kraft-repairs'

type Budget = Partial<Bounds['faults']>

/** 4.3, two brokers, one record. */
const of = (epochs: number, faults: Budget, bounds: Differing['bounds'] = {}, rest: Differing = {}): Differing => ({
  ...{ kafka: '4.3', settings: { minIsr: 2 }, ...rest },
  bounds: { brokers: 2, records: 1, epochs, faults, ...bounds },
})

type Counted = readonly [what: string, states: number, forgetting: number, asked: Differing]

export const smallWorlds: readonly Counted[] = [
  ['a process crashes', 1802, 780, of(2, { 'process-crash': 1 })],
  ['replicas move', 465, 278, of(2, {}, { brokers: 3, reassign: { replicas: [0, 1], moves: [[0, 2]] } })],
]

export const worlds: readonly Counted[] = [
  ['a broker shuts down', 1329, 595, of(2, { 'clean-shutdown': 1 })],
  ['a log moves to another directory', 518, 360, of(2, { 'directory-move': 1, 'leader-move': 1 })],
  [
    'a log directory fails, with a lag of one',
    13_060,
    2661,
    of(1, { 'directory-failure': 1 }, { kraft: { metadataLag: 1, elr: false } }),
  ],
  ['sessions end', 6308, 2293, of(3, { 'session-expiry': 2 })],
  ['a session ends and the ISR shrinks', 3862, 1087, of(2, { 'session-expiry': 1, 'isr-shrink': 1 })],
  ['a broker is paused', 4753, 1473, of(2, { pause: 1, 'isr-shrink': 1 })],
  ['a controller fails over', 2992, 715, of(1, { 'controller-failover': 1, 'isr-shrink': 2 })],
  ['a leader is moved', 4336, 2232, of(3, { 'leader-move': 2, 'isr-shrink': 1 })],
  [
    'answers are lost again and again',
    4216,
    900,
    of(2, { 'cut-link': 1, 'lost-alter-partition': FREE, 'isr-shrink': FREE }),
  ],
  [
    'replicas move and come back',
    1574,
    252,
    of(
      1,
      {},
      {
        brokers: 3,
        reassign: {
          replicas: [0, 1],
          moves: [
            [0, 2],
            [0, 1],
          ],
        },
      },
    ),
  ],
  [
    'partition epochs are not compared',
    886,
    407,
    of(3, { 'leader-move': 1, 'isr-shrink': 1 }, {}, { without: ['kip-497'] }),
  ],
  [
    'all runs are judged',
    5531,
    2168,
    of(
      2,
      { 'process-crash': 1, 'leader-move': 1 },
      {},
      {
        runs: 'any',
        settings: { minIsr: 1, uncleanElection: true, acks: '1' },
      },
    ),
  ],
]

const faults: readonly Fault[] = [
  ...(['session-expiry', 'pause', 'cut-off', 'cut-link', 'lost-alter-partition', 'clean-shutdown'] as const),
  ...(['controller-failover', 'machine-crash', 'directory-move', 'directory-failure'] as const),
]

const withElr: Differing['bounds'] = { kraft: { metadataLag: 2, elr: true } }

export const largeWorlds: readonly (readonly [what: string, asked: Differing])[] = [
  ...faults.map((fault): [string, Differing] => [
    `a process crashes, the ISR shrinks, and there is a ${fault}`,
    of(fault === 'directory-failure' ? 2 : 3, { 'process-crash': 1, 'isr-shrink': 1, [fault]: 1 }),
  ]),
  ...['3.2', '3.5', '3.7', '3.9', '4.0', '4.1'].flatMap((kafka): [string, Differing][] => [
    [`Kafka ${kafka} has a crash`, of(3, { 'process-crash': 1, 'isr-shrink': 1 }, {}, { kafka })],
    [
      `Kafka ${kafka} has a shutdown`,
      of(2, { 'clean-shutdown': 1, 'leader-move': 1, 'isr-shrink': 1, 'session-expiry': 1 }, {}, { kafka }),
    ],
  ]),
  ...[1, 3].map((metadataLag): [string, Differing] => [
    `brokers may stop at ${metadataLag} changes, with eligible leader replicas`,
    of(3, { 'process-crash': 1, 'isr-shrink': 1 }, { kraft: { metadataLag, elr: true } }),
  ]),
  ['a log directory fails', of(2, { 'directory-failure': 1 })],
  [
    'a controller fails over, and answers are lost',
    of(2, { 'controller-failover': 1, 'lost-alter-partition': FREE, 'isr-shrink': FREE, 'leader-move': 1 }),
  ],
  ['there are three brokers', of(2, { 'process-crash': 1 }, { brokers: 3 })],
  ['a fetch is several steps', of(2, { 'process-crash': 1 }, { grain: 'message' })],
  [
    'replicas move, and a process crashes',
    of(2, { 'process-crash': 1 }, { brokers: 3, reassign: { replicas: [0, 1], moves: [[2, 1]] } }),
  ],
]

/** A crash and a shrink, with each amendment that 4.3 does not have, and without each that it has and that came with leader epochs or later. */
export const varied = (): readonly (readonly [what: string, asked: Differing])[] => {
  const has = protocolOf(question({ kafka: '4.3' })).amendments.map(({ name }) => name)
  const asked = (rest: Differing): Differing => of(2, { 'process-crash': 1, 'isr-shrink': 1 }, {}, rest)
  return [
    ...additions('4.3').map((name): [string, Differing] => [`4.3 has ${name}`, asked({ with: [name] })]),
    ...has
      .slice(has.indexOf('kip-101'))
      .map((name): [string, Differing] => [`4.3 lacks ${name}`, asked({ without: [name] })]),
  ]
}

/** The worlds of docs/findings/three-brokers.md, with two brokers: 4.3 with its repairs. */
export const repairedWorlds: readonly (readonly [what: string, asked: Differing])[] = [
  ...faults
    .filter((fault) => fault !== 'machine-crash' && fault !== 'directory-failure')
    .map((fault): [string, Differing] => [
      `4.3 is repaired, and there is a ${fault}`,
      of(
        2,
        { 'process-crash': 1, 'isr-shrink': 1, [fault]: 1 },
        {},
        {
          with: [
            ...repairs,
            fault === 'controller-failover' ? 'published-after-registration' : 'hypothetical-known-process',
          ],
        },
      ),
    ]),
  [
    '4.3 is repaired for a directory that fails',
    of(2, { 'directory-failure': 1 }, withElr, {
      with: [...repairs, ...directoryRepairs, 'hypothetical-known-process'],
    }),
  ],
  [
    '4.3 is repaired, and three brokers',
    of(2, { 'process-crash': 1 }, { brokers: 3 }, { with: [...repairs, 'hypothetical-known-process'] }),
  ],
]
