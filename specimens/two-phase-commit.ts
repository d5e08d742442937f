import type { Machine, Property } from '../contract/machine'
import { add, firstOf, has, none } from '../kit/bits'
import { catalogue, type Kinds } from '../kit/catalogue'
import { codec } from '../kit/codec'
import { onDemand } from '../kit/on-demand'
import { refuse } from '../kit/refused'
import { transitions, type Rules } from '../kit/rules'
import { flag, oneOf, peer, peers, perPeer, record } from '../kit/schema'
import { symmetry } from '../kit/renaming'
import { transactionFootprints } from './two-phase-footprints'
import { STAGES, type Move, type Stage, type Transaction } from './two-phase-state'

const hasDecided = refuse('has decided already')
const isNotPrepared = refuse('has not heard that every resource manager is prepared')
const nothingToHear = refuse('was sent no such message')
const isNotWorking = refuse('is no longer working')

const rules = (count: number): Rules<Transaction, Move> => ({
  commit(state) {
    if (state.coordinator !== 'working') return hasDecided
    if (state.heard !== firstOf(count)) return isNotPrepared
    return { ...state, coordinator: 'committed', commitSent: true }
  },
  abort(state) {
    if (state.coordinator !== 'working') return hasDecided
    return { ...state, coordinator: 'aborted', abortSent: true }
  },
  hear(state, { manager }) {
    if (state.coordinator !== 'working') return hasDecided
    if (!has(state.prepared, manager)) return nothingToHear
    return { ...state, heard: add(state.heard, manager) }
  },
  prepare(state, { manager }) {
    if (state.managers[manager] !== 'working') return isNotWorking
    return { ...enter(state, manager, 'prepared'), prepared: add(state.prepared, manager) }
  },
  giveUp(state, { manager }) {
    if (state.managers[manager] !== 'working') return isNotWorking
    return enter(state, manager, 'aborted')
  },
  obeyCommit: (state, { manager }) => (state.commitSent ? enter(state, manager, 'committed') : nothingToHear),
  obeyAbort: (state, { manager }) => (state.abortSent ? enter(state, manager, 'aborted') : nothingToHear),
})

const enter = (state: Transaction, manager: number, stage: Stage): Transaction => ({
  ...state,
  managers: state.managers.with(manager, stage),
})

const kinds = (count: number): Kinds<Move> => {
  const fields = { manager: peer(count) }
  return {
    commit: { code: 'c', text: 'the transaction manager commits', fields: {} },
    abort: { code: 'a', text: 'the transaction manager aborts', fields: {} },
    hear: { code: 'h', text: 'the transaction manager hears that {manager} is prepared', fields },
    prepare: { code: 'p', text: 'resource manager {manager} prepares', fields },
    giveUp: { code: 'g', text: 'resource manager {manager} chooses to abort', fields },
    obeyCommit: { code: 'oc', text: 'resource manager {manager} is told to commit', fields },
    obeyAbort: { code: 'oa', text: 'resource manager {manager} is told to abort', fields },
  }
}

export const twoPhaseCommit = (count: number): Machine<Transaction, Move> => {
  const schema = record<Transaction>({
    managers: perPeer(count, oneOf(...STAGES)),
    coordinator: oneOf(...STAGES),
    heard: peers(count),
    prepared: peers(count),
    commitSent: flag,
    abortSent: flag,
  })
  const actions = catalogue(kinds(count))
  const renamings = onDemand(() => symmetry(schema, kinds(count), count))
  return {
    name: 'two-phase-commit',
    initial: {
      managers: Array.from<Stage>({ length: count }).fill('working'),
      coordinator: 'working',
      heard: none,
      prepared: none,
      commitSent: false,
      abortSent: false,
    },
    schema,
    states: codec(schema),
    actions,
    ...transitions(actions, rules(count)),
    get renamings() {
      return renamings()
    },
    footprints: transactionFootprints(count),
  }
}

export const consistent: Property<Transaction, Move> = {
  kind: 'always',
  name: 'consistent',
  check({ managers }) {
    const committed = managers.indexOf('committed')
    const aborted = managers.indexOf('aborted')
    if (committed < 0 || aborted < 0) return undefined
    return `Resource manager ${committed + 1} has committed while resource manager ${aborted + 1} has aborted.`
  },
}
