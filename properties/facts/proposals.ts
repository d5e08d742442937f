import { members } from '../../kit/bits'
import { canStop, type Bounds } from '../../model/bounds'
import { alterPartitionOf, brokerRegistrationOf, registrationOf } from '../../model/coordinator/kraft/image'
import { UNREGISTERED, type AlterPartition } from '../../model/coordinator/kraft/state'
import { faulty, hasFollowers, movesLeader, someReplica, type At, type Fact } from './fact'

/** Some broker that runs has such a request, or the answer to one, under way. */
const under = (is: (one: AlterPartition, at: At) => boolean): Fact['found'] =>
  someReplica((at) => at.broker.isUp && is(alterPartitionOf(at.broker, at.partition), at))

/** Some member of an ISR that a leader has proposed is like that. */
const proposed = (is: (at: At, member: number, counted: number) => boolean): Fact['found'] =>
  under(
    ({ stage, isr, counted }, at) =>
      stage === 'request' && members(isr).some((member) => is(at, member, counted[member] ?? UNREGISTERED)),
  )

const proposes = (bounds: Bounds): boolean => hasFollowers(bounds) && bounds.faults['isr-shrink'] > 0

const leavesAnyhow = (bounds: Bounds): boolean => canStop(bounds) || faulty('session-expiry')(bounds)

/** AlterPartition: what leaders propose, and what the controller answers. */
export const proposalFacts: readonly Fact[] = (
  [
    {
      name: 'a leader has proposed an ISR',
      takes: proposes,
      found: under(({ stage }) => stage === 'request'),
    },
    {
      name: 'a proposal is of a leader that was replaced since',
      takes: (bounds) => proposes(bounds) && movesLeader(bounds),
      found: under(
        ({ stage }, { cluster, partition, id }) =>
          stage === 'request' && registrationOf(cluster, partition).leader !== id,
      ),
    },
    {
      name: 'a proposal was made before the partition last changed',
      takes: (bounds) => proposes(bounds) && leavesAnyhow(bounds),
      found: under(
        ({ stage, partitionEpoch }, { cluster, partition, id }) =>
          stage === 'request' &&
          registrationOf(cluster, partition).leader === id &&
          partitionEpoch < registrationOf(cluster, partition).partitionEpoch,
      ),
    },
    {
      name: 'a proposal names a broker that is fenced by now',
      isOfDropped: true,
      takes: (bounds) => proposes(bounds) && leavesAnyhow(bounds),
      found: proposed(({ cluster }, member) => brokerRegistrationOf(cluster, member).isFenced),
    },
    {
      name: 'a proposal names a broker that shuts down by now',
      isOfDropped: true,
      takes: (bounds) => proposes(bounds) && faulty('clean-shutdown')(bounds),
      found: proposed(({ cluster }, member) => brokerRegistrationOf(cluster, member).inControlledShutdown),
    },
    {
      name: 'a proposal names a process that was replaced since',
      isOfDropped: true,
      takes: (bounds) => proposes(bounds) && canStop(bounds),
      found: proposed(
        ({ cluster }, member, counted) =>
          counted !== UNREGISTERED && counted !== brokerRegistrationOf(cluster, member).epoch,
      ),
    },
    {
      name: 'INELIGIBLE_REPLICA is on its way to a leader',
      takes: (bounds, _, decide) =>
        proposes(bounds) &&
        leavesAnyhow(bounds) &&
        decide.barsFromIsr({ epoch: 0, isFenced: true, inControlledShutdown: false, firstOnline: 0 }, UNREGISTERED),
      found: under(({ stage, error }) => stage === 'answer' && error === 'ineligible'),
    },
    {
      name: 'a leader is to be told that its proposal is out of date',
      isOfDropped: true,
      takes: (bounds) => proposes(bounds) && movesLeader(bounds),
      found: under(({ stage, error }) => stage === 'answer' && error === 'stale'),
    },
    {
      name: 'nobody waits for the answer to a proposal any more',
      isOfDropped: true,
      takes: proposes,
      found: under(({ stage, isAwaited }) => stage === 'answer' && !isAwaited),
    },
    {
      name: 'the controller has written an ISR of which its leader has not heard',
      takes: proposes,
      found: under(({ stage, error }) => stage === 'answer' && error === 'none'),
    },
  ] satisfies readonly Fact[]
).map((fact) => ({ ...fact, isOfKraft: true }))
