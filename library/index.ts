/**
 * tidemark as a library: check a state machine of your own.
 *
 * A machine is plain `readonly` states, actions as data, and one rule for each kind of action. `defineMachine` makes one
 * from these parts; `check` explores all of its states, `walk` takes random walks, and both answer with the shortest
 * schedule that they found to a state in which a property is broken. See docs/guide-to-checking.
 */
export { always, converges, defineMachine, reachable, step, type Definition } from './define'
export { check, type CheckOptions, type CheckProgress, type CheckResult } from './check'
export { shrink, walk, type Effort, type WalkOptions, type WalkProgress, type WalkResult } from './walk'
export { replay, type Replayed } from './replay'
export { page, text } from './tell'
export { brokenLaw, type LawOptions } from './laws'
export type { Failure, Subject } from './failure'
export type { Show } from '../lab/loading/machine-file'
export { isBadInput } from '../lab/questions/bad-input'

// The contract: what a machine and a property are.
export type {
  AlwaysProperty,
  ConvergesProperty,
  Footprints,
  Machine,
  Part,
  Property,
  ReachableFact,
  Renaming,
  StepProperty,
  Verdict,
  Visit,
} from '../contract/machine'
export type { Fact, Finding, Run, Trace, TraceStep, WalkRun } from '../contract/run'

// What a machine is written with.
export {
  flag,
  flagWhen,
  int,
  list,
  maybePeer,
  NONE,
  oneOf,
  peer,
  peers,
  perPeer,
  perPlace,
  record,
} from '../kit/schema'
export type { Schema, Shape } from '../kit/schema'
export { isRefused, refuse, type Refused } from '../kit/refused'
export { attemptByFiring, transitions, type Rule, type Rules, type Transitions } from '../kit/rules'
export { catalogue, type Catalogue, type Kind, type Kinds, type Role } from '../kit/catalogue'
export { codec, type Codec } from '../kit/codec'
export * as bits from '../kit/bits'
export type { Bits } from '../kit/bits'
