/** What becomes of ZooKeeper's answer to a leader that has written its ISR. */
import type { Passing } from './connection'
import { isRegistered, takeCutOff, takeReconnect } from './reach-steps'
import { heldRequest, isAnswerTo, type Stage } from './stage'
import { until } from './waiting'

/** The answer arrives. */
export const takeZooKeeperAnswer = async (stage: Stage, leader: number): Promise<void> => {
  const answer = await heldAnswer(stage, leader)
  answer.free()
}

/** The answer is lost with its connection, and the session ends before the broker has another connection. */
export const takeLostZkAnswer = async (stage: Stage, leader: number): Promise<void> => {
  const answer = await heldAnswer(stage, leader)
  stage.unheld.add(answer.link) // Up to 1.0 the leader repeats its write, and the answer to that arrives.
  await takeCutOff(stage, leader)
  answer.lose()
  await until(`the session of broker ${leader} to end`, async () => !(await isRegistered(stage, leader)))
  await takeReconnect(stage, leader)
  stage.unheld.delete(answer.link)
}

const heldAnswer = (stage: Stage, leader: number): Promise<Passing> =>
  heldRequest(stage, `the answer of ZooKeeper to broker ${leader}`, isAnswerTo(leader))
