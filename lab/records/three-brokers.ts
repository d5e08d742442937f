import { FREE } from '../../model/bounds'
import type { Fault } from '../../model/state'
import { question, type Question } from '../questions/question'
import { directoryRepairs, repairs } from './kraft-repairs'
import { holds, type Pinned } from './pinned'

/** What happens beside the crash of a process. */
export interface Beside {
  readonly what: string
  /** One fault, or some of which one happens. */
  readonly faults?: readonly Fault[]
  /** Where replicas are at first, and where they move. */
  readonly moves?: readonly (readonly number[])[]
}

/** How much of it is asked. */
export interface Within {
  readonly records: 1 | 2
  readonly shrinks: number
  /** How many AlterPartition are lost: none, or any number. */
  readonly losses: number
  readonly elr: boolean
  /** What nobody looks at any more is dropped (docs/decisions/0077). */
  readonly forgets: boolean
}

const happens = {
  nothing: { what: 'nothing' },
  machineCrash: { what: 'a machine crash', faults: ['machine-crash'] },
  cleanShutdown: { what: 'a clean shutdown', faults: ['clean-shutdown'] },
  session: { what: 'an expired session', faults: ['session-expiry'] },
  pause: { what: 'a pause', faults: ['pause'] },
  failover: { what: 'a failover of the controller', faults: ['controller-failover'] },
  cutOff: { what: 'a broker that is cut off from the controller', faults: ['cut-off'] },
  link: { what: 'a link that is cut', faults: ['cut-link'] },
  leaderMove: { what: 'a leader that is moved', faults: ['leader-move'] },
  lostAnswer: { what: 'an AlterPartition whose answer is lost', faults: ['lost-alter-partition'] },
  directoryMove: { what: 'a log that is moved to another directory', faults: ['directory-move'] },
  oneOfSix: {
    what: 'one of these: a broker that is cut off from the controller, a pause, a link that is cut, a leader that is moved, an expired session, an AlterPartition whose answer is lost',
    faults: ['cut-off', 'pause', 'cut-link', 'leader-move', 'session-expiry', 'lost-alter-partition'],
  },
  oneOfFive: {
    what: 'one of these: a broker that is cut off from the controller, a pause, a link that is cut, a leader that is moved, an expired session',
    faults: ['cut-off', 'pause', 'cut-link', 'leader-move', 'session-expiry'],
  },
  oneOfThree: {
    what: 'one of these: a broker that is cut off from the controller, a pause, an expired session',
    faults: ['cut-off', 'pause', 'session-expiry'],
  },
  linkOrLeader: {
    what: 'one of these: a link that is cut, a leader that is moved',
    faults: ['cut-link', 'leader-move'],
  },
  directoryFailure: { what: 'a log directory that fails', faults: ['directory-failure'] },
  move: { what: 'replicas move from 1,2 to 1,3', moves: [[0, 2]] },
  thereAndBack: {
    what: 'replicas move from 1,2 to 1,3 and back',
    moves: [
      [0, 2],
      [0, 1],
    ],
  },
} as const satisfies Readonly<Record<string, Beside>>

/**
 * 4.3 with the repairs, three brokers, three leader epochs, min.insync.replicas=2, a fetch in one step, and a process crash. Beside a failover a
 * process publishes metadata only once it has registered: S13 breaks for one that has not, which serves nobody (docs/decisions/0067).
 */
const threeBrokers = ({ faults = [], moves }: Beside, { records, shrinks, losses, elr, forgets }: Within): Question => {
  const own = faults.includes('directory-failure') ? directoryRepairs : []
  const published = faults.includes('controller-failover')
    ? 'published-after-registration'
    : 'hypothetical-known-process'
  const once = Object.fromEntries(faults.map((fault) => [fault, 1]))
  return question({
    kafka: '4.3',
    with: [...repairs, published, ...own, ...(elr && moves ? ['hypothetical-removed-not-eligible'] : [])],
    settings: { minIsr: 2 },
    bounds: {
      ...{ brokers: 3, records, epochs: 3, kraft: { metadataLag: 2, elr, ...(forgets && { forgets }) } },
      faults: { 'process-crash': 1, 'isr-shrink': shrinks, 'lost-alter-partition': losses, ...once },
      ...(faults.length > 1 ? { sharing: [faults] } : {}),
      ...(moves === undefined ? {} : { reassign: { replicas: [0, 1], moves } }),
    },
  })
}

const nameOf = ({ what }: Beside, { records, shrinks, losses, elr, forgets }: Within): string =>
  [
    ...[what, shrinksText(shrinks), ...(losses === FREE ? ['any lost answers'] : [])],
    ...[`${records} record${records === 1 ? '' : 's'}`, ...(elr ? ['ELR'] : []), ...(forgets ? ['forgetting'] : [])],
  ].join(', ')

const shrinksText = (shrinks: number): string =>
  shrinks === FREE ? 'any ISR shrinks' : `${shrinks} ISR shrink${shrinks === 1 ? '' : 's'}`

/** A search among three brokers that is on record. */
export interface ThreeBrokers extends Pinned {
  readonly beside: Beside
}

const world = (beside: Beside, within: Within): Omit<ThreeBrokers, 'expected'> => ({
  beside,
  name: nameOf(beside, within),
  question: threeBrokers(beside, within),
})

interface Ended {
  (beside: Beside, records: 1 | 2, shrinks: number, states: number, depth: number, elr?: boolean): ThreeBrokers
}

/** A search that ended, and held: its states and depth. */
const ended =
  (forgets: boolean, losses = 0): Ended =>
  (beside, records, shrinks, states, depth, elr = false) => ({
    ...world(beside, { records, shrinks, losses, elr, forgets }),
    expected: holds(states, depth),
  })

const [row, forgetting, losing] = [ended(false), ended(true), ended(true, FREE)]

const ELR = true

/** Searched to the end, and all of it holds: what nobody looks at any more was dropped. */
export const forgettingSearches: readonly ThreeBrokers[] = [
  forgetting(happens.nothing, 1, 0, 4877, 18),
  forgetting(happens.nothing, 1, FREE, 108_271, 26),
  forgetting(happens.nothing, 1, FREE, 123_628, 28, ELR),
  forgetting(happens.nothing, 2, FREE, 668_402, 34),
  forgetting(happens.nothing, 2, FREE, 745_169, 34, ELR),
  forgetting(happens.oneOfSix, 2, FREE, 85_900_636, 41),
  forgetting(happens.oneOfSix, 1, FREE, 13_641_863, 37, ELR),
  forgetting(happens.oneOfThree, 2, FREE, 68_013_295, 43, ELR),
  forgetting(happens.linkOrLeader, 2, FREE, 47_278_023, 43, ELR),
  forgetting(happens.cleanShutdown, 1, FREE, 9_167_483, 39),
  forgetting(happens.cleanShutdown, 1, FREE, 10_880_806, 40, ELR),
  forgetting(happens.cleanShutdown, 2, FREE, 64_080_384, 45),
  forgetting(happens.cleanShutdown, 2, FREE, 73_869_564, 46, ELR),
  forgetting(happens.machineCrash, 1, FREE, 8_473_842, 39, ELR),
  forgetting(happens.machineCrash, 2, FREE, 76_702_586, 46, ELR),
  forgetting(happens.failover, 2, FREE, 3_833_702, 45),
  forgetting(happens.failover, 2, FREE, 4_663_431, 45, ELR),
  forgetting(happens.lostAnswer, 2, FREE, 1_679_648, 35),
  forgetting(happens.lostAnswer, 2, FREE, 1_851_774, 35, ELR),
  forgetting(happens.directoryFailure, 1, FREE, 45_095_558, 41, ELR),
  forgetting(happens.directoryFailure, 2, 0, 30_901_263, 37, ELR),
  forgetting(happens.directoryMove, 2, FREE, 7_464_838, 36),
  forgetting(happens.directoryMove, 2, FREE, 8_163_805, 36, ELR),
  forgetting(happens.move, 2, FREE, 987_775, 39),
  forgetting(happens.move, 2, FREE, 1_002_126, 39, ELR),
  forgetting(happens.thereAndBack, 2, FREE, 7_604_575, 42),
  forgetting(happens.thereAndBack, 2, FREE, 7_710_435, 42, ELR),
]

/** The same, and any number of AlterPartition are lost, or their answers. */
export const losingSearches: readonly ThreeBrokers[] = [
  losing(happens.nothing, 1, FREE, 269_744, 32),
  losing(happens.nothing, 1, FREE, 304_886, 32, ELR),
  losing(happens.nothing, 2, FREE, 1_679_648, 35),
  losing(happens.nothing, 2, FREE, 1_851_774, 35, ELR),
  losing(happens.failover, 1, FREE, 1_815_474, 39),
  losing(happens.failover, 1, FREE, 2_238_293, 41, ELR),
  losing(happens.failover, 2, FREE, 12_505_901, 46),
  losing(happens.failover, 2, FREE, 15_254_194, 47, ELR),
  losing(happens.oneOfFive, 1, FREE, 30_732_583, 38),
  losing(happens.oneOfFive, 1, FREE, 35_374_604, 38, ELR),
  losing(happens.link, 2, FREE, 13_437_184, 37),
  losing(happens.link, 2, FREE, 14_814_192, 37, ELR),
  losing(happens.cleanShutdown, 1, FREE, 21_115_358, 40),
  losing(happens.cleanShutdown, 1, FREE, 24_684_888, 40, ELR),
  losing(happens.machineCrash, 1, FREE, 18_709_875, 40, ELR),
  losing(happens.directoryMove, 2, FREE, 17_874_803, 37),
  losing(happens.directoryMove, 2, FREE, 19_395_092, 37, ELR),
  losing(happens.move, 2, FREE, 2_377_118, 40),
  losing(happens.move, 2, FREE, 2_404_046, 40, ELR),
  losing(happens.thereAndBack, 2, FREE, 18_500_985, 43),
  losing(happens.thereAndBack, 2, FREE, 18_715_434, 43, ELR),
]

/** As forgettingSearches, of a machine that forgets nothing. Each is the largest of its kind that is searched again at night; what allows less is part of it. */
export const threeBrokerSearches: readonly ThreeBrokers[] = [
  row(happens.nothing, 1, 0, 43_384, 23),
  row(happens.nothing, 1, FREE, 19_331_177, 47),
  row(happens.nothing, 1, FREE, 26_931_927, 49, ELR),
  row(happens.nothing, 2, 1, 21_730_401, 33),
  row(happens.nothing, 2, 0, 471_653, 26, ELR),
  row(happens.machineCrash, 1, 0, 15_805_623, 37, ELR),
  row(happens.cleanShutdown, 1, 0, 16_051_322, 36),
  row(happens.cleanShutdown, 1, 0, 17_836_985, 36, ELR),
  row(happens.session, 1, 0, 7_813_258, 34),
  row(happens.session, 1, 0, 8_593_373, 34, ELR),
  row(happens.pause, 1, 0, 8_328_896, 36),
  row(happens.pause, 1, 0, 9_117_035, 36, ELR),
  row(happens.failover, 1, 1, 7_888_319, 37),
  row(happens.failover, 1, 1, 8_494_079, 37, ELR),
  row(happens.failover, 2, 0, 1_863_432, 31),
  row(happens.failover, 2, 0, 1_863_432, 31, ELR),
  row(happens.cutOff, 1, 0, 8_347_288, 36),
  row(happens.cutOff, 1, 0, 9_137_207, 36, ELR),
  row(happens.link, 1, 1, 14_925_016, 32),
  row(happens.link, 1, 1, 15_993_424, 32, ELR),
  row(happens.link, 2, 0, 3_773_224, 28),
  row(happens.link, 2, 0, 3_773_224, 28, ELR),
  row(happens.leaderMove, 1, 1, 27_519_760, 35),
  row(happens.leaderMove, 1, 1, 29_064_190, 35, ELR),
  row(happens.leaderMove, 2, 0, 9_753_095, 34),
  row(happens.leaderMove, 2, 0, 9_753_095, 34, ELR),
  row(happens.lostAnswer, 1, FREE, 55_440_761, 48),
  row(happens.lostAnswer, 1, 1, 5_147_261, 31, ELR),
  row(happens.lostAnswer, 2, 1, 55_661_489, 34),
  row(happens.lostAnswer, 2, 0, 662_159, 27, ELR),
  row(happens.directoryMove, 1, 0, 998_151, 26),
  row(happens.directoryMove, 1, 0, 998_151, 26, ELR),
  row(happens.directoryMove, 2, 0, 10_765_925, 29),
  row(happens.move, 1, FREE, 7_146_023, 45),
  row(happens.move, 1, FREE, 7_255_154, 45, ELR),
  row(happens.move, 2, 0, 2_835_735, 36),
  row(happens.move, 2, 0, 2_840_700, 36, ELR),
  row(happens.thereAndBack, 1, 1, 34_332_933, 44),
  row(happens.thereAndBack, 2, 0, 36_123_712, 41),
]

const losesRecords = ({ faults = [] }: Beside): boolean =>
  faults.includes('machine-crash') || faults.includes('directory-failure')

/** How worlds are walked. */
export const WALKS = { runs: 5_000, steps: 120 } as const

/** A search with two records has ended in which shrinks and lost answers are free, and that allows all this and perhaps more. */
const isSearched = (beside: Beside, elr: boolean): boolean =>
  losingSearches.some(
    ({ beside: other, question: { bounds } }) =>
      bounds.records === 2 && bounds.kraft?.elr === elr && allows(other, beside),
  )

const allows = (other: Beside, { faults = [], moves = [] }: Beside): boolean =>
  faults.every((fault) => other.faults?.includes(fault)) &&
  moves.every((replicas, at) => replicas.join() === other.moves?.[at]?.join())

/** Two records, any number of ISR shrinks and of lost answers, where no search has ended so far: these are walked. */
export const threeBrokerWalks: readonly Omit<ThreeBrokers, 'expected'>[] = Object.values<Beside>(happens)
  .filter((beside) => beside !== happens.lostAnswer && (beside.faults ?? []).length < 2)
  .flatMap((beside) =>
    // Without eligible leader replicas the last replica of the ISR is elected with what it has left (B19): that is what KIP-966 is for.
    (losesRecords(beside) ? [ELR] : [false, ELR])
      .filter((elr) => !isSearched(beside, elr))
      .map((elr) => world(beside, { records: 2, shrinks: FREE, losses: FREE, elr, forgets: false })),
  )
