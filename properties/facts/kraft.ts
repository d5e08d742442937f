import { has, setOf } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { canStop, type Bounds } from '../../model/bounds'
import { leads } from '../../model/cluster'
import { active } from '../../model/coordinator/kraft/controller'
import {
  brokerRegistrationOf,
  isRegisteredAs,
  kraftOf,
  memberOf,
  registrationOf,
  viewOf,
} from '../../model/coordinator/kraft/image'
import { UNREGISTERED, type BrokerRegistration, type PartitionRegistration } from '../../model/coordinator/kraft/state'
import type { BrokerId } from '../../model/values'
import { faulty, hasFollowers, movesLeaderTwice, someBroker, somePartition, someReplica, type Fact } from './fact'

type Named = Omit<Fact, 'isOfKraft'>

const hasElr = ({ kraft, brokers, epochs }: Bounds): boolean => kraft?.elr === true && brokers > 1 && epochs > 2

const ends = (bounds: Bounds): boolean => canStop(bounds) || faulty('session-expiry', 'cut-off', 'pause')(bounds)

const registers = (bounds: Bounds): boolean => canStop(bounds) && hasFollowers(bounds)

/** Some partition is registered like that. */
const registered = (is: (one: PartitionRegistration) => boolean): Fact['found'] =>
  somePartition((_, __, { cluster }, partition) => is(registrationOf(cluster, partition)))

/** Some broker that runs is registered like that. */
const running = (is: (one: BrokerRegistration, id: BrokerId) => boolean): Fact['found'] =>
  someBroker(({ isUp }, id, cluster) => isUp && is(brokerRegistrationOf(cluster, id), id))

/** What a broker is to hear about brokers and partitions. */
const ofMetadata: readonly Named[] = [
  {
    name: 'a broker has two changes of the metadata log still to replay',
    isOfDropped: true,
    takes: (bounds) => bounds.faults['leader-move'] > 1 && hasFollowers(bounds),
    found: someBroker((broker, _, cluster) => {
      const { view, hasPublished } = memberOf(broker)
      return broker.isUp && hasPublished && view + 2 < kraftOf(cluster).images.length
    }),
  },
  {
    name: 'a broker is to see two elections as one',
    isOfDropped: true,
    takes: movesLeaderTwice,
    found: someReplica(({ cluster, broker, partition, state }) => {
      const seen = viewOf(cluster, broker)?.partitions[partition]
      return broker.isUp && seen !== undefined && seen.leaderEpoch + 1 < state.leaderEpoch
    }),
  },
  {
    name: 'a broker runs of which the controller does not know',
    takes: registers,
    found: someBroker((broker) => broker.isUp && memberOf(broker).brokerEpoch === UNREGISTERED),
  },
  {
    name: 'a follower fetches before it has registered',
    takes: registers,
    found: someReplica(
      ({ broker, replica, id }) =>
        broker.isUp &&
        memberOf(broker).brokerEpoch === UNREGISTERED &&
        replica.leader !== NONE &&
        !leads(replica, id) &&
        replica.fetcher !== 'none',
    ),
  },
  {
    name: 'a broker has registered, and was not unfenced yet',
    takes: registers,
    found: someBroker(
      (broker, id, cluster) => isRegisteredAs(broker, brokerRegistrationOf(cluster, id)) && !memberOf(broker).serves,
    ),
  },
  {
    name: 'a broker that was stopped cleanly is back',
    takes: faulty('clean-shutdown'),
    found: someBroker((broker) => broker.isUp && memberOf(broker).stoppedCleanly),
  },
  {
    name: 'a broker in controlled shutdown waits until others have heard of it',
    takes: (bounds) => faulty('clean-shutdown')(bounds) && hasFollowers(bounds) && bounds.epochs > 1,
    found: running(({ isFenced, inControlledShutdown }) => inControlledShutdown && !isFenced),
  },
  {
    name: 'a leader that is fenced goes on',
    takes: (bounds) => bounds.epochs > 1 && faulty('session-expiry', 'cut-off', 'pause')(bounds),
    found: someReplica(
      ({ cluster, broker, replica, id }) =>
        broker.isUp && leads(replica, id) && brokerRegistrationOf(cluster, id).isFenced,
    ),
  },
  {
    name: 'no broker is active',
    takes: ({ brokers, epochs, faults }) => faults['process-crash'] >= brokers && epochs > brokers,
    found: ({ cluster }) => active(cluster) === 0,
  },
]

/** What a leader takes for fetched, and by whom. */
const ofFetches: readonly Named[] = [
  {
    name: 'a leader has counted a fetch of a process that had not registered',
    takes: registers,
    found: someReplica(
      ({ replica, id }) => leads(replica, id) && replica.leadership.remoteBrokerEpochs.includes(UNREGISTERED),
    ),
  },
  {
    name: 'a leader has counted a fetch of a process that was replaced since',
    takes: registers,
    found: someReplica(
      ({ cluster, replica, id }) =>
        leads(replica, id) &&
        replica.leadership.remoteBrokerEpochs.some(
          (epoch, other) => epoch > UNREGISTERED && epoch < brokerRegistrationOf(cluster, other).epoch,
        ),
    ),
  },
]

/** Eligible leader replicas, the last known leader, and what an unclean election leaves behind. */
const ofElections: readonly Named[] = [
  {
    name: 'a replica outside the ISR is an eligible leader replica',
    takes: (bounds) => hasElr(bounds) && ends(bounds),
    found: registered(({ elr }) => elr !== 0),
  },
  {
    name: 'the ISR is empty, and some replica is eligible',
    takes: (bounds) => hasElr(bounds) && bounds.faults['process-crash'] >= bounds.brokers,
    found: registered(({ isr, elr }) => isr === 0 && elr !== 0),
  },
  {
    name: 'nobody but the last known leader may lead',
    takes: (bounds) => hasElr(bounds) && bounds.faults['process-crash'] >= bounds.brokers,
    found: registered(({ isr, elr, lastKnownLeader }) => (isr | elr) === 0 && lastKnownLeader !== NONE),
  },
  {
    name: 'the last known leader was elected',
    takes: (bounds, { uncleanElection }) =>
      hasElr(bounds) && !uncleanElection && bounds.faults['process-crash'] >= bounds.brokers && bounds.epochs > 3,
    found: registered(({ isRecovering }) => isRecovering),
  },
  {
    name: 'a leader that was elected uncleanly has not recovered',
    takes: (bounds, { uncleanElection }) =>
      uncleanElection && bounds.epochs > 1 && hasFollowers(bounds) && bounds.faults['isr-shrink'] > 0 && ends(bounds),
    found: registered(({ isRecovering }) => isRecovering),
  },
]

/** The replicas of a partition that move. */
const ofReassignments: readonly Named[] = [
  {
    name: 'replicas are to be added and to be removed',
    takes: ({ reassign }) =>
      reassign !== undefined &&
      reassign.moves.some((move) => move.length > 0 && move.some((id) => !reassign.replicas.includes(id))),
    found: registered(({ assignment: [one] }) => one !== undefined && one.adding !== 0 && one.removing !== 0),
  },
  {
    name: 'a broker that is no replica any more has not heard of that',
    takes: ({ reassign }) => reassign !== undefined,
    found: someReplica(({ cluster, partition, broker, replica, id }) => {
      const [one] = registrationOf(cluster, partition).assignment
      return broker.isUp && replica.leader !== NONE && one !== undefined && !has(setOf(one.replicas), id)
    }),
  },
  {
    name: 'a broker that is no replica any more is eligible to lead',
    takes: (bounds) => bounds.reassign !== undefined && hasElr(bounds),
    found: registered(({ elr, assignment: [one] }) => one !== undefined && (elr & ~setOf(one.replicas)) !== 0),
  },
]

/** What can become of brokers and partitions where KRaft coordinates. */
export const kraftFacts: readonly Fact[] = [...ofMetadata, ...ofFetches, ...ofElections, ...ofReassignments].map(
  (fact) => ({ ...fact, isOfKraft: true }),
)
