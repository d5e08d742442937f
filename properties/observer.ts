import { add, has, members } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { Action } from '../model/actions'
import type { Laws } from '../model/cluster'
import { brokerOf, leads } from '../model/cluster'
import { acknowledgedOffsets } from '../model/replica/leader'
import type { Cluster, LogRecord } from '../model/state'
import type { History, World } from './world'

/** What one step adds to history. Only this file writes it, and it never influences what happens next. */
export const observe = (laws: Laws, before: World, action: Action, after: Cluster): History => {
  const { history, cluster } = before
  const truth = committed(history.truth, after)
  const acknowledged = history.acknowledged | answered(laws, cluster, action, after)
  const hadUncleanElection = history.hadUncleanElection || isUncleanElection(cluster, after)
  const losses = history.losses + (action.type === 'MachineCrash' ? 1 : 0)
  const isSame =
    truth === history.truth &&
    acknowledged === history.acknowledged &&
    hadUncleanElection === history.hadUncleanElection &&
    losses === history.losses
  return isSame ? history : { truth, acknowledged, hadUncleanElection, losses }
}

/** The truth grows when some leader's high watermark passes its end, by what that leader has there. */
const committed = (truth: readonly LogRecord[], { brokers }: Cluster): readonly LogRecord[] => {
  let known = truth
  brokers.forEach(({ replica }, id) => {
    if (leads(replica, id) && replica.highWatermark > known.length) {
      known = [...known, ...replica.disk.log.slice(known.length, replica.highWatermark)]
    }
  })
  return known
}

/** The records, by value, whose producers were answered with success in this step. */
const answered = (laws: Laws, before: Cluster, action: Action, after: Cluster): number => {
  const { acks } = laws.settings
  if (acks === '0') return 0
  if (acks === '1') return action.type === 'Produce' ? add(0, before.produced) : 0
  return after.brokers.reduce((found, broker, id) => {
    if (broker === before.brokers[id]) return found
    return found | answeredBy(laws, id, before, after)
  }, 0)
}

const answeredBy = (laws: Laws, id: number, before: Cluster, after: Cluster): number => {
  const [was, is] = [brokerOf(before, id).replica, brokerOf(after, id).replica]
  const offsets = acknowledgedOffsets(laws, id, was, is)
  return members(offsets).reduce((found, offset) => add(found, is.disk.log[offset]?.value ?? 0), 0)
}

const isUncleanElection = ({ zk: before }: Cluster, { zk: after }: Cluster): boolean =>
  after.leader !== before.leader && after.leader !== NONE && !has(before.isr, after.leader)
