import { add, has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, halt, reaches, recovered, spend, standstill, withBroker, type Laws } from '../cluster'
import { logEnd, truncateTo } from '../replica/log'
import type { Cluster } from '../state'
import { forEarlierLife, nextRequest, obey } from '../broker/process'

/**
 * What the world does to a cluster. Each harm takes one from its budget. That requests are late is no harm: each of them
 * may take as long as it likes.
 */
const isDown = refuse('is not running')
const noBudget = refuse('no more of this fault within the bounds')
const isFlushed = refuse('has flushed that much of its log')
const isCutOff = refuse('is cut off already')
const notCutOff = refuse('is not cut off')
const isAwake = refuse('is not paused')
const isItself = refuse('is no other broker')
const isCut = refuse('does not get through already')
const isWhole = refuse('gets through')
const noRequest = refuse('no LeaderAndIsr of this controller is on its way')

/** A process is killed. The page cache stays, so the log does; all memory is gone, and the checkpoints are old. */
export const processCrash =
  (laws: Laws): Rule<Cluster, ActionOf<'ProcessCrash'>> =>
  (cluster, { broker: id }) => {
    const { isUp, replica } = brokerOf(cluster, id)
    if (!isUp) return isDown
    const spent = spend(laws, cluster, 'process-crash')
    if (spent === undefined) return noBudget

    return { ...halt(laws, cluster, id, recovered(laws.decide, replica.disk)), spent }
  }

/**
 * A machine loses power. Of what was not flushed any part may be gone; recovery keeps a prefix, down to the recovery
 * point. Kafka flushes nothing by itself while it runs (log.flush.interval.messages), so all since the last clean stop
 * is at stake. A crash that loses nothing is a crash of the process.
 */
export const machineCrash =
  (laws: Laws): Rule<Cluster, ActionOf<'MachineCrash'>> =>
  (cluster, { broker: id, kept }) => {
    const { isUp, replica } = brokerOf(cluster, id)
    if (!isUp) return isDown
    if (kept < replica.disk.recoveryPoint || kept >= logEnd(replica.disk)) return isFlushed
    const spent = spend(laws, cluster, 'machine-crash')
    if (spent === undefined) return noBudget

    return { ...halt(laws, cluster, id, truncateTo(recovered(laws.decide, replica.disk), kept)), spent }
  }

/**
 * A broker loses its session with ZooKeeper, and with it the controller, but goes on serving clients and peers: a zombie.
 */
export const cutOff =
  (laws: Laws): Rule<Cluster, ActionOf<'CutOff'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return isDown
    if (broker.isCutOff) return isCutOff
    const spent = spend(laws, cluster, 'cut-off')
    if (spent === undefined) return noBudget

    return { ...withBroker(cluster, id, { isCutOff: true }), spent }
  }

/** It gets a new session and registers again. This heals, so it is never limited. */
export const reconnect: Rule<Cluster, ActionOf<'Reconnect'>> = (cluster, { broker: id }) => {
  const broker = brokerOf(cluster, id)
  if (!broker.isCutOff) return notCutOff
  return withBroker(cluster, id, { isCutOff: false, requests: forEarlierLife(broker) })
}

/** A broker stands still, as in a long collection of garbage; what is sent to it waits. Its session may end meanwhile. */
export const pause =
  (laws: Laws): Rule<Cluster, ActionOf<'Pause'>> =>
  (cluster, { broker: id }) => {
    const still = standstill(brokerOf(cluster, id))
    if (still !== undefined) return still
    const spent = spend(laws, cluster, 'pause')
    if (spent === undefined) return noBudget

    return { ...withBroker(cluster, id, { isPaused: true }), spent }
  }

/** It goes on where it stood. If the controller has missed it, its session had ended, and it registers anew. */
export const wakeUp: Rule<Cluster, ActionOf<'WakeUp'>> = (cluster, { broker: id }) => {
  const broker = brokerOf(cluster, id)
  if (!broker.isPaused) return isAwake
  const requests = has(cluster.controller.live, id) ? broker.requests : forEarlierLife(broker)
  return withBroker(cluster, id, { isPaused: false, requests })
}

/** The packets of one broker do not reach another any more; those of the other may still get through. */
export const cutLink =
  (laws: Laws): Rule<Cluster, ActionOf<'CutLink'>> =>
  (cluster, { from, to }) => {
    if (from === to) return isItself
    if (!reaches(cluster, from, to)) return isCut
    const spent = spend(laws, cluster, 'cut-link')
    if (spent === undefined) return noBudget

    return { ...withBroker(cluster, from, { unreachable: add(brokerOf(cluster, from).unreachable, to) }), spent }
  }

/** The network is mended; what was sent meanwhile arrives, unless its sender gave up. */
export const mendLink: Rule<Cluster, ActionOf<'MendLink'>> = (cluster, { from, to }) =>
  reaches(cluster, from, to)
    ? isWhole
    : withBroker(cluster, from, { unreachable: remove(brokerOf(cluster, from).unreachable, to) })

/**
 * A LeaderAndIsr request never arrives. Kafka's controller sends one again until it is answered; it is lost where the
 * controller is replaced meanwhile, or takes the broker for gone for a moment.
 */
export const loseRequest =
  (laws: Laws): Rule<Cluster, ActionOf<'LoseRequest'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const request = nextRequest(broker, controllerEpoch)
    if (request === undefined) return noRequest
    const spent = spend(laws, cluster, 'lost-request')
    if (spent === undefined) return noBudget

    const requests = broker.requests.filter((waiting) => waiting !== request)
    return { ...withBroker(cluster, id, { requests }), spent }
  }

/**
 * A broker obeys a LeaderAndIsr, and the controller does not get the answer: RequestSendThread.doWork (2.1.0) sends it
 * again. The process that obeyed refuses it then, because the epoch is no longer new; another process does not know that.
 */
export const loseAnswer =
  (laws: Laws): Rule<Cluster, ActionOf<'LoseAnswer'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const request = nextRequest(broker, controllerEpoch)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isCutOff) return isCutOff
    if (request === undefined) return noRequest
    const spent = spend(laws, cluster, 'repeated-request')
    if (spent === undefined) return noBudget

    return { ...withBroker(cluster, id, obey(laws, broker, request, id)), spent }
  }
