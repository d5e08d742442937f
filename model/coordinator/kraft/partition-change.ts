/**
 * How the controller changes a partition: PartitionChangeBuilder (4.3.1).
 *
 * Every change says who is to be in the ISR; what becomes of the leader and of the eligible leader replicas (ELR) follows from
 * that. A record that sets a leader takes a new leader epoch, also where it is the same broker, and also where it is none.
 */
import { has, intersect, only, remove, setOf, size, type Bits } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import { effectiveMinIsr, type Config } from '../../config'
import type { BrokerId, Brokers, DirectoryId } from '../../values'
import { completed } from './completion'
import type { KraftAssignment, PartitionRegistration } from './state'

export interface Change {
  readonly targetIsr: Brokers
  /** isAcceptableLeader: who may lead, if it has the records. */
  readonly acceptable: Brokers
  /** uncleanShutdownReplicas: they may have lost records, so they are not eligible any more. */
  readonly uncleanShutdown?: Brokers
  /** Election.PREFERRED: this replica, if it may lead. */
  readonly preferred?: BrokerId
  /** The replicas where they do not move, the preferred leader first. */
  readonly order: readonly BrokerId[]
  /** Which replicas there are to be; undefined: as before. Empty `assignment`s have none. */
  readonly targetAssignment?: KraftAssignment | undefined
  /** The leader says that it has recovered. */
  readonly hasRecovered?: boolean
  /** In which log directories the replicas are; undefined: as before. */
  readonly directories?: readonly DirectoryId[]
}

/** PartitionChangeBuilder.build: the registration after the change; the same object if there is nothing to record. */
export const changed = (config: Config, before: PartitionRegistration, asked: Change): PartitionRegistration => {
  const change = completing(config, before, asked)
  const assignment = change.targetAssignment === undefined ? before.assignment : [change.targetAssignment]
  const targetElr = targetElrOf(config, before, change, assignment[0])
  const elected = elect(config, before, change, targetElr)
  const isSet = elected.leader !== before.leader
  const fromElr = isSet && has(targetElr, elected.leader)
  const targetIsr = fromElr ? only(elected.leader) : change.targetIsr
  const isUnclean = isSet && elected.isUnclean
  const elr = isUnclean || !hasElr(config) ? 0 : fromElr ? remove(targetElr, elected.leader) : targetElr
  const isr = isUnclean ? only(elected.leader) : targetIsr === 0 && !hasElr(config) ? before.isr : targetIsr
  const isBumped = !isSet && isEpochBumped(config, before, isr, assignment)
  const after: Unnumbered = {
    leader: elected.leader,
    isr,
    assignment,
    elr,
    lastKnownLeader: lastKnownLeaderOf(config, before, isSet ? elected.leader : undefined, isr),
    isRecovering: isUnclean || (before.isRecovering && change.hasRecovered !== true),
    directories: change.directories ?? before.directories,
  }
  if (!isSet && !isBumped && isSame(before, after)) return before
  return {
    ...after,
    leaderEpoch: before.leaderEpoch + (isSet || isBumped ? 1 : 0),
    partitionEpoch: before.partitionEpoch + 1,
  }
}

type Unnumbered = Omit<PartitionRegistration, 'leaderEpoch' | 'partitionEpoch'>

/** PartitionChangeBuilder.completeReassignmentIfNeeded: an ISR that is large enough ends a reassignment. */
const completing = (config: Config, { assignment: [before] }: PartitionRegistration, change: Change): Change => {
  const assignment = change.targetAssignment ?? before
  if (assignment === undefined) return change
  const { targetIsr, targetAssignment } = completed(config, assignment, change.targetIsr)
  return { ...change, targetIsr, order: targetAssignment?.replicas ?? change.order, targetAssignment }
}

/**
 * PartitionChangeBuilder.triggerLeaderEpochBumpForReplicaReassignmentIfNeeded, triggerLeaderEpochBumpForIsrShrinkIfNeeded: the same leader
 * under a new epoch, where a replica is gone from the assignment, or, up to 3.5, from the ISR.
 */
const isEpochBumped = (
  { decide }: Config,
  before: PartitionRegistration,
  isr: Brokers,
  [after]: readonly KraftAssignment[],
): boolean => {
  const [was] = before.assignment
  if (was !== undefined && after !== undefined && (setOf(was.replicas) & ~setOf(after.replicas)) !== 0) return true
  return decide.bumpsEpochOfShrunkIsr() && (before.isr & ~isr) !== 0
}

const isSame = (before: PartitionRegistration, after: Unnumbered): boolean =>
  before.isr === after.isr &&
  isSameAssignment(before.assignment[0], after.assignment[0]) &&
  before.elr === after.elr &&
  before.lastKnownLeader === after.lastKnownLeader &&
  before.isRecovering === after.isRecovering &&
  isSameList(before.directories, after.directories)

const isSameAssignment = (one: KraftAssignment | undefined, other: KraftAssignment | undefined): boolean =>
  one === other ||
  (one?.adding === other?.adding &&
    one?.removing === other?.removing &&
    isSameList(one?.replicas ?? [], other?.replicas ?? []))

const isSameList = (one: readonly BrokerId[], other: readonly BrokerId[]): boolean =>
  one.length === other.length && one.every((id, place) => id === other[place])

const hasElr = ({ bounds }: Config): boolean => bounds.kraft?.elr === true

/**
 * PartitionChangeBuilder.maybePopulateTargetElr (4.3.1): whoever leaves an ISR that is then smaller than min.insync.replicas has
 * every committed record, because no more is committed until the ISR has grown again.
 */
const targetElrOf = (
  config: Config,
  before: PartitionRegistration,
  change: Change,
  after: KraftAssignment | undefined,
): Brokers => {
  if (!hasElr(config)) return before.elr
  const count = before.assignment[0]?.replicas.length ?? config.bounds.brokers
  if (size(change.targetIsr) >= effectiveMinIsr(config.settings, count)) return 0
  const mayBe = (before.elr | before.isr) & ~change.targetIsr & ~(change.uncleanShutdown ?? 0)
  return after === undefined || config.decide.keepsRemovedEligible() ? mayBe : mayBe & setOf(after.replicas)
}

interface Elected {
  readonly leader: BrokerId
  readonly isUnclean: boolean
}

/** PartitionChangeBuilder.electLeader (4.3.1). */
const elect = (config: Config, before: PartitionRegistration, change: Change, elr: Brokers): Elected => {
  const { acceptable, preferred, order, targetIsr } = change
  const valid = intersect(targetIsr === 0 ? elr : targetIsr, acceptable)
  if (preferred !== undefined && has(valid, preferred)) return cleanly(preferred)
  if (before.leader !== NONE && has(valid, before.leader)) return cleanly(before.leader)
  const clean = firstOf(order, valid)
  if (clean !== NONE) return cleanly(clean)
  if (canElectLastKnownLeader(config, before, change, elr)) return { leader: before.lastKnownLeader, isUnclean: true }
  if (preferred !== undefined || !config.decide.mayElectUnclean(config.settings)) return cleanly(NONE)
  const unclean = firstOf(order, acceptable)
  return { leader: unclean, isUnclean: unclean !== NONE }
}

const cleanly = (leader: BrokerId): Elected => ({ leader, isUnclean: false })

const firstOf = (order: readonly BrokerId[], candidates: Bits): BrokerId =>
  order.find((id) => has(candidates, id)) ?? NONE

/** PartitionChangeBuilder.canElectLastKnownLeader (4.3.1). */
const canElectLastKnownLeader = (
  config: Config,
  { lastKnownLeader }: PartitionRegistration,
  { targetIsr, acceptable }: Change,
  elr: Brokers,
): boolean =>
  hasElr(config) &&
  targetIsr === 0 &&
  elr === 0 &&
  lastKnownLeader !== NONE &&
  (has(acceptable, lastKnownLeader) || !config.decide.lastKnownLeaderMustBeActive())

/**
 * PartitionChangeBuilder.maybeUpdateLastKnownLeader (4.3.1). `leader` is the one that the record sets; undefined: it sets none.
 */
const lastKnownLeaderOf = (
  config: Config,
  before: PartitionRegistration,
  leader: BrokerId | undefined,
  isr: Brokers,
): BrokerId => {
  if (!hasElr(config)) return before.lastKnownLeader
  if (leader !== undefined && leader !== NONE) return NONE
  return config.decide.remembersLastLeader(before, leader === NONE, isr) ? before.leader : before.lastKnownLeader
}
