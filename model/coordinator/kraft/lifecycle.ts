/** How a process comes and goes where KRaft coordinates: BrokerServer.startup and shutdown (4.3.1). */
import { isRefused, refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import { closed, loadedReplicas } from '../../broker/process'
import { brokerOf, standstill, withBroker } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import { fenceStopped, whyNotYet } from './controller'
import { hasFailedDirectory } from './directories'
import { kraftOf } from './image'
import { startedMember } from './member'

const refused = {
  running: refuse('is running'),
  notStopping: refuse('has not asked to shut down'),
  awake: refuse('is not paused'),
  notCutOff: refuse('is not cut off'),
}

/**
 * A process starts: it loads its logs, and waits for metadata. It replays the log, registers, and is unfenced in steps of their own.
 * A follower may fetch before it has registered (docs/decisions/0063).
 *
 * The first image that it publishes is not older than what is committed when it starts: MetadataLoader waits until it has
 * caught up with the high watermark of the metadata log.
 */
export const start =
  (config: Config): Rule<Cluster, ActionOf<'Start'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (broker.isUp) return refused.running
    const oldest = kraftOf(cluster).images.length - 1
    // LogManager.readBrokerEpochFromCleanShutdownFiles (4.3.1): with a directory offline the markers of the others prove nothing.
    const isOffline = hasFailedDirectory(broker)
    const kraft = startedMember(config.bounds, oldest, broker.hasCleanMarker && !isOffline)
    const replicas = isOffline ? broker.replicas : loadedReplicas(config, cluster, broker)
    return withBroker(cluster, id, { isUp: true, hasCleanMarker: false, kraft, replicas })
  }

/** The controller tells a broker to stop, and it does, cleanly: its high watermarks are checkpointed and its logs flushed. */
export const stop =
  (config: Config): Rule<Cluster, ActionOf<'Stop'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!broker.isStopping) return refused.notStopping
    const notYet = whyNotYet(cluster, id)
    if (notYet !== undefined) return notYet
    const fenced = fenceStopped(config, cluster, id)
    return isRefused(fenced) ? fenced : closed(config, fenced, id)
  }

/** A broker reaches the controllers again. It is still registered, and its next heartbeat unfences it. */
export const reconnect: Rule<Cluster, ActionOf<'Reconnect'>> = (cluster, { broker: id }) =>
  brokerOf(cluster, id).isCutOff ? withBroker(cluster, id, { isCutOff: false, isOutOfReach: false }) : refused.notCutOff

/** It goes on where it stood. */
export const wakeUp: Rule<Cluster, ActionOf<'WakeUp'>> = (cluster, { broker: id }) =>
  brokerOf(cluster, id).isPaused ? withBroker(cluster, id, { isPaused: false }) : refused.awake
