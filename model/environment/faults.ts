/**
 * What the world does to a cluster. Each fault takes one from its budget. Delay is not a fault: any request may be delayed
 * arbitrarily.
 */
import { add, has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { handled, nextRequest } from '../broker/process'
import { brokerOf, crashedDisks, halt, reaches, replicaOf, spend, standstill, withBroker } from '../cluster'
import type { Config } from '../config'
import { liveBrokers, register } from '../coordinator/coordinator'
import { logEnd, truncateTo, type Disk } from '../replica/disk'
import { isrLock } from '../replica/isr'
import { tornFrom } from '../replica/log'
import { firstBase } from '../storage/files'
import type { Cluster } from '../state'
import type { Offset } from '../values'

const refused = {
  down: refuse('is not running'),
  noBudget: refuse('no more of this fault within the bounds'),
  flushed: refuse('has flushed that much of its log'),
  cutOff: refuse('is cut off already'),
  notCutOff: refuse('is not cut off'),
  outOfReach: refuse('is out of reach of the controller'),
  inReach: refuse('is reachable for the controller, or has no ZooKeeper session either'),
  awake: refuse('is not paused'),
  itself: refuse('cannot be disconnected from itself'),
  cut: refuse('is disconnected from this broker already'),
  whole: refuse('is not disconnected from this broker'),
  noRequest: refuse('no LeaderAndIsr of this controller is on its way'),
}

/** A process is killed. The page cache stays, so the log does; all memory is gone, and the checkpoints are old. */
export const processCrash =
  (config: Config): Rule<Cluster, ActionOf<'ProcessCrash'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return refused.down
    const spent = spend(config, cluster, 'process-crash')
    if (spent === undefined) return refused.noBudget

    return { ...halt(config, cluster, id, crashedDisks(config.decide, broker)), spent }
  }

/**
 * A machine loses power. Any record that was not flushed may be lost. Log recovery keeps a prefix of the log that
 * contains at least the records below the recovery point. With its default configuration Kafka does not flush by
 * message count or time (log.flush.interval.messages, log.flush.interval.ms). It flushes a segment when it rolls the
 * next one (Log.roll); the model has no segments, so every record since the last clean shutdown may be lost. A crash
 * without loss is a ProcessCrash.
 *
 * Deliberately simplified: with several partitions, all logs that lose records are cut at the same offset.
 */
export const machineCrash =
  (config: Config): Rule<Cluster, ActionOf<'MachineCrash'>> =>
  (cluster, { broker: id, kept }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return refused.down
    if (!broker.replicas.some(({ disk }) => losesAt(disk, kept))) return refused.flushed
    const spent = spend(config, cluster, 'machine-crash')
    if (spent === undefined) return refused.noBudget

    const disks = crashedDisks(config.decide, broker).map((disk) => (losesAt(disk, kept) ? lostFrom(disk, kept) : disk))
    return { ...halt(config, cluster, id, disks), spent }
  }

/**
 * Where the log on disk is modelled, what was not flushed is there and cannot be read: recovery finds it, if it looks. Otherwise
 * it is gone.
 */
const lostFrom = (disk: Disk, kept: Offset): Disk =>
  disk.files.length === 0 ? truncateTo(disk, kept) : { ...disk, log: tornFrom(disk.log, kept) }

/** A prefix that ends at this offset may be what is left of this log. None ends before the first segment begins. */
const losesAt = (disk: Disk, kept: Offset): boolean =>
  kept >= disk.recoveryPoint && kept < logEnd(disk) && disk.files.every((files) => kept >= firstBase(files))

/**
 * A broker loses its session with ZooKeeper, and with it the controller, but goes on serving clients and peers: a zombie.
 */
export const cutOff =
  (config: Config): Rule<Cluster, ActionOf<'CutOff'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return refused.down
    if (broker.isCutOff) return refused.cutOff
    const spent = spend(config, cluster, 'cut-off')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, id, { isCutOff: true, isOutOfReach: true }), spent }
  }

/**
 * A broker loses only its session with ZooKeeper. It still handles requests of the controller, also the one that was under
 * way when the controller noticed its failure (KafkaZkClient, ZooKeeperClient, 2.1.0).
 */
export const cutOffZooKeeper =
  (config: Config): Rule<Cluster, ActionOf<'CutOffZooKeeper'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return refused.down
    if (broker.isCutOff) return refused.cutOff
    const spent = spend(config, cluster, 'cut-off-zookeeper')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, id, { isCutOff: true }), spent }
  }

/**
 * The controller does not reach a broker that keeps its session. The controller sees no failure, and the broker can write
 * its ISR. Requests to it wait: RequestSendThread.doWork (2.1.0) tries again until it succeeds.
 */
export const cutOffController =
  (config: Config): Rule<Cluster, ActionOf<'CutOffController'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (!broker.isUp) return refused.down
    if (broker.isOutOfReach) return refused.outOfReach
    const spent = spend(config, cluster, 'cut-off-controller')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, id, { isOutOfReach: true }), spent }
  }

/** It gets a new session and registers again, and the controller reaches it again. This heals, so it is never limited. */
export const reconnect =
  (config: Config): Rule<Cluster, ActionOf<'Reconnect'>> =>
  (cluster, { broker: id }) => {
    if (!brokerOf(cluster, id).isCutOff) return refused.notCutOff
    return register(config, withBroker(cluster, id, { isCutOff: false, isOutOfReach: false }), id)
  }

/** The controller reaches it again, and the requests that waited arrive. */
export const reachAgain: Rule<Cluster, ActionOf<'ReachAgain'>> = (cluster, { broker: id }) => {
  const { isCutOff, isOutOfReach } = brokerOf(cluster, id)
  return isOutOfReach && !isCutOff ? withBroker(cluster, id, { isOutOfReach: false }) : refused.inReach
}

/** A broker stands still, as in a long collection of garbage; what is sent to it waits. Its session may end meanwhile. */
export const pause =
  (config: Config): Rule<Cluster, ActionOf<'Pause'>> =>
  (cluster, { broker: id }) => {
    const still = standstill(brokerOf(cluster, id))
    if (still !== undefined) return still
    const spent = spend(config, cluster, 'pause')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, id, { isPaused: true }), spent }
  }

/**
 * It goes on where it stood. If the controller noticed its failure, its session has ended, but it does not know that: until
 * it registers again (`reconnect`), it acts in the role in which it believes.
 */
export const wakeUp: Rule<Cluster, ActionOf<'WakeUp'>> = (cluster, { broker: id }) => {
  const { isPaused, isCutOff } = brokerOf(cluster, id)
  if (!isPaused) return refused.awake
  return withBroker(cluster, id, { isPaused: false, isCutOff: isCutOff || !has(liveBrokers(cluster), id) })
}

/** The packets of one broker do not reach another any more; those of the other may still get through. */
export const cutLink =
  (config: Config): Rule<Cluster, ActionOf<'CutLink'>> =>
  (cluster, { from, to }) => {
    if (from === to) return refused.itself
    if (!reaches(cluster, from, to)) return refused.cut
    const spent = spend(config, cluster, 'cut-link')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, from, { unreachable: add(brokerOf(cluster, from).unreachable, to) }), spent }
  }

/** The network is mended; what was sent meanwhile arrives, unless its sender gave up. */
export const mendLink: Rule<Cluster, ActionOf<'MendLink'>> = (cluster, { from, to }) =>
  reaches(cluster, from, to)
    ? refused.whole
    : withBroker(cluster, from, { unreachable: remove(brokerOf(cluster, from).unreachable, to) })

/**
 * A LeaderAndIsr request never arrives. Kafka's controller sends one again until it is answered; it is lost where the
 * controller is replaced meanwhile, or takes the broker for gone for a moment.
 */
export const loseRequest =
  (config: Config): Rule<Cluster, ActionOf<'LoseRequest'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const request = nextRequest(broker, controllerEpoch)
    if (request === undefined) return refused.noRequest
    const spent = spend(config, cluster, 'lost-request')
    if (spent === undefined) return refused.noBudget

    const requests = broker.requests.filter((waiting) => waiting !== request)
    return { ...withBroker(cluster, id, { requests }), spent }
  }

/**
 * A broker handles a LeaderAndIsr, and the controller does not get the answer: RequestSendThread.doWork (2.1.0) sends it
 * again. The process that handled it refuses it then, because the epoch is no longer new; another process does not know that.
 */
export const loseAnswer =
  (config: Config): Rule<Cluster, ActionOf<'LoseAnswer'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const request = nextRequest(broker, controllerEpoch)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isOutOfReach) return refused.outOfReach
    if (request === undefined) return refused.noRequest
    const locked = isrLock(config, replicaOf(cluster, id, request.partition))
    if (locked !== undefined) return locked
    const spent = spend(config, cluster, 'repeated-request')
    if (spent === undefined) return refused.noBudget

    return { ...withBroker(cluster, id, handled(config, broker, request, id)), spent }
  }
