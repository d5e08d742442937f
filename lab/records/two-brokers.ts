import type { Fault } from '../../model/state'
import { question, type Question } from '../questions/question'
import { repairs } from './kraft-repairs'
import { broken, holds, type Expected, type Pinned } from './pinned'

const FAULTS: readonly Fault[] = ['process-crash', 'machine-crash', 'clean-shutdown', 'session-expiry', 'pause']

/** Faults of two kinds, each of which happens once. */
type Pair = readonly [Fault, Fault]

/** A search between two brokers, message by message, that is on record. */
export interface TwoBrokers extends Pinned {
  readonly pair: Pair
}

/** Two brokers, two records, four leader epochs, message by message: 4.3 with the repairs. */
const between = ([one, other]: Pair, minIsr: number, elr: boolean): Question =>
  question({
    kafka: '4.3',
    with: [...repairs, 'hypothetical-known-process'],
    settings: { minIsr },
    bounds: {
      ...{ brokers: 2, records: 2, epochs: 4, grain: 'message', faults: { [one]: 1, [other]: 1 } },
      kraft: { metadataLag: 2, elr },
    },
  })

const nameOf = (pair: Pair, minIsr: number, elr: boolean): string =>
  `${pair.join(' and ')}, min.insync.replicas=${minIsr}${elr ? ', ELR' : ''}`

/** By the name of the row. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'process-crash and machine-crash, min.insync.replicas=2': broken('S14', 13, 24_832),
  'process-crash and machine-crash, min.insync.replicas=2, ELR': holds(5_892_900, 53),
  'process-crash and clean-shutdown, min.insync.replicas=1': holds(4_912_638, 48),
  'process-crash and clean-shutdown, min.insync.replicas=1, ELR': holds(4_919_857, 48),
  'process-crash and clean-shutdown, min.insync.replicas=2': holds(3_291_659, 54),
  'process-crash and clean-shutdown, min.insync.replicas=2, ELR': holds(3_539_198, 54),
  'process-crash and session-expiry, min.insync.replicas=1': holds(5_067_039, 48),
  'process-crash and session-expiry, min.insync.replicas=1, ELR': holds(5_073_244, 48),
  'process-crash and session-expiry, min.insync.replicas=2': holds(3_551_288, 50),
  'process-crash and session-expiry, min.insync.replicas=2, ELR': holds(3_900_070, 50),
  'process-crash and pause, min.insync.replicas=1': holds(5_986_593, 50),
  'process-crash and pause, min.insync.replicas=1, ELR': holds(5_992_798, 50),
  'process-crash and pause, min.insync.replicas=2': holds(4_116_784, 52),
  'process-crash and pause, min.insync.replicas=2, ELR': holds(4_468_752, 52),
  'machine-crash and clean-shutdown, min.insync.replicas=2': broken('S14', 12, 15_348),
  'machine-crash and clean-shutdown, min.insync.replicas=2, ELR': holds(4_592_901, 57),
  'machine-crash and session-expiry, min.insync.replicas=2': broken('S14', 12, 19_362),
  'machine-crash and session-expiry, min.insync.replicas=2, ELR': holds(5_889_609, 54),
  'machine-crash and pause, min.insync.replicas=2': broken('S14', 13, 21_478),
  'machine-crash and pause, min.insync.replicas=2, ELR': holds(7_006_448, 56),
  'clean-shutdown and session-expiry, min.insync.replicas=1': holds(3_504_267, 50),
  'clean-shutdown and session-expiry, min.insync.replicas=1, ELR': holds(3_504_267, 50),
  'clean-shutdown and session-expiry, min.insync.replicas=2': holds(2_367_659, 53),
  'clean-shutdown and session-expiry, min.insync.replicas=2, ELR': holds(2_739_906, 53),
  'clean-shutdown and pause, min.insync.replicas=1': holds(4_295_890, 52),
  'clean-shutdown and pause, min.insync.replicas=1, ELR': holds(4_295_890, 52),
  'clean-shutdown and pause, min.insync.replicas=2': holds(2_773_853, 55),
  'clean-shutdown and pause, min.insync.replicas=2, ELR': holds(3_155_221, 55),
  'session-expiry and pause, min.insync.replicas=1': holds(527_544, 46),
  'session-expiry and pause, min.insync.replicas=1, ELR': holds(527_544, 46),
  'session-expiry and pause, min.insync.replicas=2': holds(490_213, 49),
  'session-expiry and pause, min.insync.replicas=2, ELR': holds(552_408, 49),
}

const pairs: readonly Pair[] = FAULTS.flatMap((one, at) => FAULTS.slice(at + 1).map((other): Pair => [one, other]))

/** With min.insync.replicas=1 nothing is promised if a machine loses records. */
export const twoBrokerSearches: readonly TwoBrokers[] = pairs.flatMap((pair) =>
  (pair.includes('machine-crash') ? [2] : [1, 2]).flatMap((minIsr) =>
    [false, true].map((elr) => {
      const name = nameOf(pair, minIsr, elr)
      return {
        pair,
        name,
        question: between(pair, minIsr, elr),
        expected: EXPECTED[name] ?? { verdict: 'inconclusive' },
      }
    }),
  ),
)
