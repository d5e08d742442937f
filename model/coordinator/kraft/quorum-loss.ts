/**
 * The quorum loses what was committed: a voter loses its disk, comes back under its id, and elects one that lacks the newest changes
 * (KAFKA-14205; up to 3.8 for every quorum, later for one of static voters).
 *
 * The log goes back. A broker that has replayed further does not: KafkaRaftClient.handleFetchResponse throws where the leader asks it to
 * truncate below its high watermark (so does KafkaMetadataLog.truncateTo), and the process halts. Until it fetches from the new
 * leader it acts on what is lost.
 */
import { refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, crashedDisks, halt, spend, standstill } from '../../cluster'
import type { Config } from '../../config'
import type { Broker, Cluster } from '../../state'
import { kraftOf, memberOf, withKraft, withMember } from './image'

const refused = {
  noBudget: refuse('no more of this fault within the bounds'),
  noVote: refuse('a voter without its disk has no vote'),
  notThatMuch: refuse('there is no such change in sight'),
  notAhead: refuse('has replayed nothing that is lost'),
  cutOff: refuse('cannot reach the controllers'),
}

/**
 * The newest changes are lost, and another controller becomes active. What brokers hold of them goes to the front of the images: nobody else
 * can get there.
 */
export const loseMetadata =
  (config: Config): Rule<Cluster, ActionOf<'LoseMetadata'>> =>
  (cluster, { lost }) => {
    const { images } = kraftOf(cluster)
    const end = images.length - lost
    if (end <= firstOfLog(cluster.brokers)) return refused.notThatMuch
    if (!config.decide.losesMetadata()) return refused.noVote
    const spent = spend(config, cluster, 'quorum-loss')
    if (spent === undefined) return refused.noBudget
    const brokers = cluster.brokers.map((broker) => rewound(broker, end, lost))
    const kept = [...images.slice(end), ...images.slice(0, end)]
    return withKraft({ ...cluster, brokers, spent }, { images: kept, uncommitted: [], replaced: NONE })
  }

/** Where the images of the log begin: those before are lost, and some broker holds them. */
const firstOfLog = (brokers: readonly Broker[]): number =>
  brokers.reduce((first, broker) => {
    const { isAhead, view } = memberOf(broker)
    return isAhead ? Math.max(first, view + 1) : first
  }, 0)

/** A broker that has published something that is lost is ahead; one that has published nothing begins with what is left. */
const rewound = (broker: Broker, end: number, lost: number): Broker => {
  const { view, hasPublished } = memberOf(broker)
  if (view === NONE) return broker
  const present = withMember(broker, { awaitsCommit: false })
  if (view < end) return withMember(present, { view: view + lost })
  return hasPublished
    ? withMember(present, { view: view - end, isAhead: true })
    : withMember(present, { view: end - 1 + lost })
}

/** A broker that is ahead fetches from the new leader of the quorum, and halts. */
export const haltAhead =
  (config: Config): Rule<Cluster, ActionOf<'HaltAhead'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!memberOf(broker).isAhead) return refused.notAhead
    if (broker.isCutOff) return refused.cutOff
    return halt(config, cluster, id, crashedDisks(config.decide, broker))
  }
