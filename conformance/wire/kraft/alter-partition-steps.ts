/** Steps of a leader that proposes another ISR to the controller (AlterPartition), and of the controller that answers it. */
import { LAG_MS } from '../properties'
import type { Passing } from '../connection'
import { until } from '../waiting'
import { toController } from './cluster'
import { written } from './controller-steps'
import { heldFrame, type KraftStage } from './stage'

/** A proposal of this leader, or the answer to it, on its way. */
export const isAlterPartitionOf =
  (leader: number, way: Passing['frame']['way']) =>
  ({ link, frame }: Passing): boolean =>
    link === toController(leader) && frame.api === 'AlterPartition' && frame.way === way

/** The follower has not caught up for replica.lag.time.max.ms, so its leader proposes an ISR without it. */
export const takeShrink = async ({ cluster }: KraftStage, leader: number): Promise<void> => {
  const isProposed = isAlterPartitionOf(leader, 'request')
  await until(`broker ${leader} to propose a smaller ISR`, () => cluster.mesh.held().some(isProposed), 3 * LAG_MS)
}

/** The controller handles the oldest proposal of a leader, and its answer is on its way. */
export const takeAlterPartition = async (stage: KraftStage, leader: number): Promise<void> => {
  const request = await heldFrame(stage, `broker ${leader} to propose an ISR`, isAlterPartitionOf(leader, 'request'))
  request.free()
  await heldFrame(stage, `the controller to answer broker ${leader}`, isAlterPartitionOf(leader, 'response'))
  await written(stage)
}

/** The answer arrives. What the leader does with it, it does at once. */
export const takeAnswer = async (stage: KraftStage, leader: number): Promise<void> => {
  const answer = await heldFrame(stage, `an answer to broker ${leader}`, isAlterPartitionOf(leader, 'response'))
  answer.free()
}
