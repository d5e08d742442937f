import { has, isSubset, setOf } from '../../kit/bits'
import type { Bounds } from '../../model/bounds'
import { assignmentsOf } from '../../model/coordinator/coordinator'
import { registrationOf } from '../../model/coordinator/kraft/image'
import { leads } from '../../model/cluster'
import type { World } from '../history'
import { faulty, somePartition, someReplica, type Fact } from './fact'

const moves = ({ reassign }: Bounds): boolean => reassign !== undefined

/** A replica goes to a broker that has none at first. */
const addsReplicas = ({ reassign, epochs }: Bounds): boolean =>
  reassign !== undefined && epochs > 2 && reassign.moves.flat().some((id) => !reassign.replicas.includes(id))

const removesReplicas = ({ reassign, epochs }: Bounds): boolean =>
  reassign !== undefined && epochs > 3 && !isSubset(setOf(reassign.replicas), setOf(reassign.moves[0] ?? []))

/** How far the reassignment of a partition is, whoever coordinates. */
interface Progress {
  readonly asked: number
  readonly waits: boolean
  readonly isDone: boolean
}

const progressOf = ({ cluster }: World, partition: number): Progress | undefined => {
  const [kraft] = cluster.coordinator.kraft
  const assignment = assignmentsOf(cluster)[partition]
  if (kraft !== undefined) {
    const [{ adding, removing } = { adding: 0, removing: 0 }] = registrationOf(cluster, partition).assignment
    return { asked: kraft.asked, waits: adding !== 0, isDone: (adding | removing) === 0 }
  }
  if (assignment === undefined) return undefined
  const { asked, stage, target } = assignment
  return { asked, waits: stage === 'waiting', isDone: target.length === 0 }
}

const assigned = (is: (progress: Progress) => boolean): Fact['found'] =>
  somePartition((_, __, world, partition) => {
    const progress = progressOf(world, partition)
    return progress !== undefined && is(progress)
  })

/** How far replicas have moved. */
export const reassignmentFacts: readonly Fact[] = [
  {
    name: 'a reassignment waits for its new replicas',
    takes: addsReplicas,
    found: assigned(({ waits }) => waits),
  },
  {
    name: 'the partition was reassigned',
    takes: (bounds) => moves(bounds) && bounds.epochs > 4,
    found: assigned(({ asked, isDone }) => asked > 0 && isDone),
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
