import { has, isSubset, setOf } from '../../kit/bits'
import type { Bounds } from '../../model/bounds'
import { assignmentsOf, type Assignment } from '../../model/coordinator/coordinator'
import { kraftOf, registrationOf } from '../../model/coordinator/kraft/image'
import type { KraftAssignment } from '../../model/coordinator/kraft/state'
import { leads } from '../../model/cluster'
import type { World } from '../history'
import { faulty, somePartition, someReplica, type Fact } from './fact'

const moves = ({ reassign }: Bounds): boolean => reassign !== undefined

/** A replica goes to a broker that has none at first. */
const addsReplicas = ({ reassign, epochs }: Bounds): boolean =>
  reassign !== undefined && epochs > 2 && reassign.moves.flat().some((id) => !reassign.replicas.includes(id))

const removesReplicas = ({ reassign, epochs }: Bounds): boolean =>
  reassign !== undefined && epochs > 3 && !isSubset(setOf(reassign.replicas), setOf(reassign.moves[0] ?? []))

const assignmentIn = ({ cluster }: World, partition: number): Assignment | undefined =>
  assignmentsOf(cluster)[partition]

/** With ZooKeeper the controller holds the assignment, with KRaft the registration of the partition does. */
const assigned = (
  is: (assignment: Assignment) => boolean,
  isWithKraft: (assignment: KraftAssignment, asked: number) => boolean,
): Fact['found'] =>
  somePartition((_, __, world, partition) => {
    const assignment = assignmentIn(world, partition)
    if (assignment !== undefined) return is(assignment)
    const { cluster } = world
    if (cluster.coordinator.kraft.length === 0) return false
    const [registered] = registrationOf(cluster, partition).assignment
    return registered !== undefined && isWithKraft(registered, kraftOf(cluster).asked)
  })

/** How far replicas have moved. */
export const reassignmentFacts: readonly Fact[] = [
  {
    name: 'a reassignment waits for its new replicas',
    takes: addsReplicas,
    found: assigned(
      ({ stage }) => stage === 'waiting',
      ({ adding }) => adding !== 0,
    ),
  },
  {
    name: 'the partition was reassigned',
    takes: (bounds) => moves(bounds) && bounds.epochs > 4,
    found: assigned(
      ({ asked, target }) => asked > 0 && target.length === 0,
      ({ adding, removing }, asked) => asked > 0 && (adding | removing) === 0,
    ),
  },
  {
    name: 'an old replica is in the ISR when its leader does not take it for a replica any more',
    takes: removesReplicas,
    found: someReplica(
      ({ replica: { leadership }, state, id, replica }) =>
        leads(replica, id) && (state.isr & leadership.unassigned) !== 0,
    ),
  },
  {
    name: 'a StopReplica request is late',
    isOfZooKeeper: true,
    takes: (bounds) => removesReplicas(bounds) && faulty('repeated-request')(bounds),
    found: someReplica(({ broker }) => broker.late.length > 0),
  },
  {
    name: 'a broker in the ISR is to handle a StopReplica request',
    isOfZooKeeper: true,
    takes: (bounds) =>
      removesReplicas(bounds) &&
      faulty('repeated-request')(bounds) &&
      bounds.epochs > 5 &&
      (bounds.reassign?.moves.length ?? 0) > 1,
    found: someReplica(({ broker, state, id }) => has(state.isr, id) && broker.late.some(({ stops }) => stops)),
  },
]
