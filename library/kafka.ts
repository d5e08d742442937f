/**
 * Types for those who change tidemark's Kafka from a file: `--with ./amendment.ts` and `--property ./mine.ts`.
 */
export type { Amendment, Decision, Decisions, Protocol } from '../model/versions/decisions'
export type { Action } from '../model/actions'
export type { Bounds, Settings } from '../model/bounds'
export type { Cluster, Leadership, Replica } from '../model/state'
export type { History, World } from '../properties/history'
export type { Judged, WorldProperty } from '../properties/scope'
export { statesOf } from '../model/coordinator/coordinator'
export type { OwnAmendment } from '../lab/loading/amendment-file'
