/** A broker stops in an orderly way: SIGTERM, and it asks the controller whether it may (KafkaServer.controlledShutdown). */
import type { RealStep } from '../protocol'
import type { Frame } from './frames'
import type { Passing } from './connection'
import { withController, untilWritten } from './cluster-steps'
import { checkpointOf } from './disk'
import { heldRequest, type Stage } from './stage'
import { InVain, until } from './waiting'

/** What it asks, and what it is told: both wait until their steps. */
export const isAboutShutdown = ({ api }: Frame): boolean => api === 'ControlledShutdown'

const isFrom =
  (broker: number, way: Frame['way']) =>
  ({ link, frame }: Passing): boolean =>
    link.startsWith(`${broker}>`) && frame.way === way && isAboutShutdown(frame)

/** The controller hands over what the broker leads, and agrees. Its answer is held until the broker is to stop. */
export const takeControlledShutdown = async (stage: Stage, broker: number, step: RealStep): Promise<void> => {
  stage.cluster.signal(broker, 'SIGTERM')
  const request = await heldRequest(stage, `broker ${broker} to ask for its shutdown`, isFrom(broker, 'request'))
  await withController(stage, async () => {
    request.free()
    await untilWritten(stage, step)
    await heldRequest(stage, `the controller to agree to the shutdown of broker ${broker}`, isFrom(broker, 'response'))
  })
}

/** It gets the answer, writes its high watermarks, and ends. */
export const takeStop = async (stage: Stage, broker: number): Promise<void> => {
  const { cluster, checkpointed, informed } = stage
  const answer = await heldRequest(stage, `the answer to broker ${broker}`, isFrom(broker, 'response'))
  const own = cluster.mesh.held().filter(({ link }) => link.startsWith(`${broker}>`) && link !== answer.link)
  answer.free()
  for (const one of own) one.lose() // Its fetcher threads end only once their connections do.
  await until(`broker ${broker} to end`, () => {
    if (cluster.mesh.held().some(isFrom(broker, 'request')))
      throw new InVain(`broker ${broker} asks again: the controller has not agreed`)
    return !cluster.isRunning(broker)
  })
  for (const one of cluster.mesh.held()) if (one.link.endsWith(`>${broker}`)) one.lose()
  informed.delete(broker)
  checkpointed.set(broker, checkpointOf(cluster, broker))
}
