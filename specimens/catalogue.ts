import type { Machine, Property } from '../contract/machine'
import type { Cells } from './cells'
import { dieHard, neverFour } from './die-hard'
import { detectionIsRight, endIsDetected, ewd998, type Colouring } from './ewd-998'
import { kip101 } from './kafka/kip-101'
import { kip279 } from './kafka/kip-279'
import { kip320 } from './kafka/kip-320'
import { kip320FirstTry } from './kafka/kip-320-first-try'
import { kafkaMachine } from './kafka/machine'
import { leaderInIsr, strongIsr, weakIsr } from './kafka/properties'
import type { Module } from './kafka/shared'
import { show } from './kafka/show'
import { truncateToHighWatermark } from './kafka/truncate-to-high-watermark'
import { cleanForks, everyoneEats } from './philosophers/clean-forks'
import { nobodyStarves, philosophers, someoneEats, type First } from './philosophers/forks'
import { aValueIsChosen, oneValue, paxos } from './paxos'
import { aLeaderIsElected, oneLeaderPerTerm, raftElection } from './raft/election'
import type { Voting } from './raft/rules'
import { show as showRaft } from './raft/show'
import { consistent, twoPhaseCommit } from './two-phase-commit'

/** A small machine with published figures, with which the explorer can be compared. */
export interface Specimen {
  readonly name: string
  readonly what: string
  readonly constants: readonly Constant[]
  /** Missing constants have their defaults. Throws if a constant is unknown or out of range. */
  build(chosen?: Constants): Checkable
}

/** A constant of the machine, as an option of the command line: `--log-size 2`. */
export interface Constant {
  readonly flag: string
  readonly default: number
  readonly min: number
  readonly max: number
  readonly what: string
}

/** By flag: { 'log-size': 2 }. */
export type Constants = Readonly<Record<string, number>>

/** A machine with its properties, for callers that do not depend on the types of its states and actions. */
export interface Checkable {
  run<R>(use: Use<R>): R
}

/** `cells` shows a state as short words. It is optional. */
export type Use<R> = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[], cells?: Cells<S>) => R

const seats = { flag: 'philosophers', default: 3, min: 2, max: 8, what: 'philosophers, and forks' }
const nodes = { flag: 'nodes', default: 2, min: 2, max: 4, what: 'nodes of the ring' }
const resourceManagers = { flag: 'resource-managers', default: 3, min: 1, max: 9, what: 'resource managers' }
const members = { flag: 'nodes', default: 3, min: 2, max: 5, what: 'nodes that elect a leader' }
const elections = { flag: 'elections', default: 2, min: 1, max: 3, what: 'elections that are started at most' }
const acceptors = { flag: 'acceptors', default: 3, min: 1, max: 5, what: 'acceptors' }
const ballots = { flag: 'ballots', default: 2, min: 2, max: 5, what: 'ballots, each with its own proposer' }
const values = { flag: 'values', default: 2, min: 1, max: 4, what: 'values that may be proposed' }
const replicas = { flag: 'replicas', default: 3, min: 1, max: 6, what: 'replicas' }
const logSize = { flag: 'log-size', default: 2, min: 1, max: 8, what: 'maximum length of the log of each replica' }
const records = { flag: 'records', default: 2, min: 1, max: 8, what: 'maximum number of records written' }
const maxEpoch = { flag: 'max-epoch', default: 1, min: 0, max: 8, what: 'the last leader epoch; the first is 0' }

const kafka = (what: string, module: Module): Specimen => ({
  name: module.name,
  what,
  constants: [replicas, logSize, records, maxEpoch],
  build(chosen = {}) {
    const value = reader(this, chosen)
    const bounds = {
      replicas: value(replicas),
      logSize: value(logSize),
      records: value(records),
      maxEpoch: value(maxEpoch),
    }
    return { run: (use) => use(kafkaMachine(module, bounds), [weakIsr, strongIsr, leaderInIsr], show) }
  },
})

const dining = (name: string, what: string, first: First): Specimen => ({
  name,
  what,
  constants: [seats],
  build(chosen = {}) {
    const count = reader(this, chosen)(seats)
    return { run: (use) => use(philosophers(count, first), first === 'left' ? [someoneEats] : nobodyStarves(count)) }
  },
})

const ring = (name: string, what: string, colouring: Colouring): Specimen => ({
  name,
  what,
  constants: [nodes],
  build(chosen = {}) {
    const count = reader(this, chosen)(nodes)
    return { run: (use) => use(ewd998(count, colouring), [detectionIsRight, endIsDetected]) }
  },
})

const raft = (name: string, what: string, voting: Voting): Specimen => ({
  name,
  what,
  constants: [members, elections],
  build(chosen = {}) {
    const value = reader(this, chosen)
    const machine = raftElection(value(members), value(elections), voting)
    return { run: (use) => use(machine, [oneLeaderPerTerm, aLeaderIsElected], showRaft) }
  },
})

export const specimens: readonly Specimen[] = [
  {
    name: 'two-phase-commit',
    what: 'resource managers agree to commit or to abort',
    constants: [resourceManagers],
    build(chosen = {}) {
      const count = reader(this, chosen)(resourceManagers)
      return { run: (use) => use(twoPhaseCommit(count), [consistent]) }
    },
  },
  {
    name: 'paxos',
    what: 'acceptors choose one value, whatever the proposers of several ballots propose',
    constants: [acceptors, ballots, values],
    build(chosen = {}) {
      const value = reader(this, chosen)
      const bounds = { acceptors: value(acceptors), ballots: value(ballots), values: value(values) }
      return { run: (use) => use(paxos(bounds), [oneValue, aValueIsChosen]) }
    },
  },
  {
    name: 'die-hard',
    what: 'four gallons out of a jug of three and a jug of five',
    constants: [],
    build(chosen = {}) {
      reader(this, chosen)
      return { run: (use) => use(dieHard, [neverFour]) }
    },
  },
  dining('philosophers', 'each philosopher takes the left fork first', 'left'),
  dining('philosophers-in-order', 'each philosopher takes the fork with the lower number first', 'lower'),
  {
    name: 'philosophers-clean-forks',
    what: 'each philosopher cleans dirty forks and hands them over',
    constants: [seats],
    build(chosen = {}) {
      const count = reader(this, chosen)(seats)
      return { run: (use) => use(cleanForks(count), everyoneEats(count)) }
    },
  },
  ring('ewd-998', 'a token finds out that all nodes of a ring are inactive', 'whitens'),
  ring('ewd-998-stays-black', 'the same, but a node that passes the token on stays black', 'stays black'),
  raft('raft-election', 'nodes elect a leader by asking each other for votes', 'once'),
  raft('raft-election-votes-twice', 'the same, but a follower votes for every node that asks', 'twice'),
  kafka('replication before KIP-101: truncate to the high watermark', truncateToHighWatermark),
  kafka('KIP-101: truncate by the epoch of the last record', kip101),
  kafka('KIP-279: truncate to where the logs agree', kip279),
  kafka('the first attempt at KIP-320: compare records at each fetch', kip320FirstTry),
  kafka('KIP-320: fence every exchange by leader epoch', kip320),
]

/** Reads constants by name, after checking that all of them are known and in range. */
const reader = ({ name, constants }: Specimen, chosen: Constants): ((constant: Constant) => number) => {
  for (const [flag, value] of Object.entries(chosen)) {
    const constant = constants.find((one) => one.flag === flag)
    if (constant === undefined) throw new Error(`${name} has no constant named ${flag}`)
    const fits = Number.isInteger(value) && value >= constant.min && value <= constant.max
    if (!fits) throw new Error(`${flag} is ${value}, ${constant.min} to ${constant.max} expected`)
  }
  return ({ flag, default: otherwise }) => chosen[flag] ?? otherwise
}
