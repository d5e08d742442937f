/**
 * How the controller changes a partition: PartitionChangeBuilder (4.3.1).
 *
 * Every change says who is to be in the ISR; what becomes of the leader and of the eligible leader replicas (ELR) follows from
 * that. A record that sets a leader takes a new leader epoch, also where it is the same broker, and also where it is none.
 */
import { has, intersect, only, remove, size, type Bits } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import { effectiveMinIsr, type Config } from '../../config'
import type { BrokerId, Brokers } from '../../values'
import type { PartitionRegistration } from './state'

export interface Change {
  readonly targetIsr: Brokers
  /** isAcceptableLeader: who may lead, if it has the records. */
  readonly acceptable: Brokers
  /** uncleanShutdownReplicas: they may have lost records, so they are not eligible any more. */
  readonly uncleanShutdown?: Brokers
  /** Election.PREFERRED: this replica, if it may lead. */
  readonly preferred?: BrokerId
  /** The replicas, the preferred leader first. */
  readonly order: readonly BrokerId[]
  /** The leader says that it has recovered. */
  readonly hasRecovered?: boolean
}

/** PartitionChangeBuilder.build: the registration after the change; the same object if there is nothing to record. */
export const changed = (config: Config, before: PartitionRegistration, change: Change): PartitionRegistration => {
  const { decide } = config
  const targetElr = targetElrOf(config, before, change)
  const elected = elect(config, before, change, targetElr)
  const isSet = elected.leader !== before.leader
  const fromElr = isSet && has(targetElr, elected.leader)
  const targetIsr = fromElr ? only(elected.leader) : change.targetIsr
  const isUnclean = isSet && elected.isUnclean
  const elr = isUnclean || !hasElr(config) ? 0 : fromElr ? remove(targetElr, elected.leader) : targetElr
  const isr = isUnclean ? only(elected.leader) : targetIsr === 0 && !hasElr(config) ? before.isr : targetIsr
  const isBumped = !isSet && decide.bumpsEpochOfShrunkIsr() && (before.isr & ~isr) !== 0
  const after: Omit<PartitionRegistration, 'leaderEpoch' | 'partitionEpoch'> = {
    leader: elected.leader,
    isr,
    elr,
    lastKnownLeader: lastKnownLeaderOf(config, before, isSet ? elected.leader : undefined, isr),
    isRecovering: isUnclean || (before.isRecovering && change.hasRecovered !== true),
  }
  if (!isSet && !isBumped && isSame(before, after)) return before
  return {
    ...after,
    leaderEpoch: before.leaderEpoch + (isSet || isBumped ? 1 : 0),
    partitionEpoch: before.partitionEpoch + 1,
  }
}

const isSame = (
  before: PartitionRegistration,
  after: Omit<PartitionRegistration, 'leaderEpoch' | 'partitionEpoch'>,
): boolean =>
  before.isr === after.isr &&
  before.elr === after.elr &&
  before.lastKnownLeader === after.lastKnownLeader &&
  before.isRecovering === after.isRecovering

const hasElr = ({ bounds }: Config): boolean => bounds.kraft?.elr === true

/**
 * PartitionChangeBuilder.maybePopulateTargetElr (4.3.1): whoever leaves an ISR that is then smaller than min.insync.replicas has
 * every committed record, because no more is committed until the ISR has grown again.
 */
const targetElrOf = (config: Config, before: PartitionRegistration, change: Change): Brokers => {
  if (!hasElr(config)) return before.elr
  if (size(change.targetIsr) >= effectiveMinIsr(config)) return 0
  return (before.elr | before.isr) & ~change.targetIsr & ~(change.uncleanShutdown ?? 0)
}

interface Elected {
  readonly leader: BrokerId
  readonly isUnclean: boolean
}

/** PartitionChangeBuilder.electLeader (4.3.1). */
const elect = (config: Config, before: PartitionRegistration, change: Change, elr: Brokers): Elected => {
  const { acceptable, preferred, order, targetIsr } = change
  const valid = intersect(targetIsr === 0 ? elr : targetIsr, acceptable)
  if (preferred !== undefined && has(valid, preferred)) return { leader: preferred, isUnclean: false }
  if (before.leader !== NONE && has(valid, before.leader)) return { leader: before.leader, isUnclean: false }
  const clean = firstOf(order, valid)
  if (clean !== NONE) return { leader: clean, isUnclean: false }
  if (canElectLastKnownLeader(config, before, change, elr)) return { leader: before.lastKnownLeader, isUnclean: true }
  if (preferred !== undefined || !config.decide.mayElectUnclean(config.settings))
    return { leader: NONE, isUnclean: false }
  const unclean = firstOf(order, acceptable)
  return { leader: unclean, isUnclean: unclean !== NONE }
}

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
