/** Steps of processes and of the controller with KRaft. */
import type { RealStep } from '../../protocol'
import { checkpointOf, writeHighWatermark } from '../disk'
import { heldFrame, endNow, imageNow, isMetadataFor, untilShown, type KraftStage } from './stage'
import { electPreferred } from './requests'

/** What the controller has written, each broker that runs is about to be told; none of them is told more than that. */
export const written = async (stage: KraftStage): Promise<void> => {
  const end = endNow(stage)
  if (end === stage.ends.at(-1)) return
  stage.ends.push(end)
  for (const id of stage.brokers)
    if (stage.cluster.isRunning(id)) await heldFrame(stage, `metadata for broker ${id}`, isMetadataFor(id))
}

/** A preferred leader election. */
export const takeMove = async (stage: KraftStage, broker: number): Promise<void> => {
  await electPreferred(stage.cluster.places.controller)
  await untilShown(stage, `broker ${broker} to be elected`, () => imageNow(stage).partition?.leader === broker)
  await written(stage)
}

/** SIGTERM. The broker asks the controller, which takes what it leads from it. That it may end is held until its step. */
export const takeControlledShutdown = async (stage: KraftStage, broker: number): Promise<void> => {
  stage.cluster.signal(broker, 'SIGTERM')
  await untilShown(
    stage,
    `the controller to agree to the shutdown of broker ${broker}`,
    () => imageNow(stage).brokers.get(broker)?.inControlledShutdown === true,
  )
  await written(stage)
}

/** SIGKILL. The file that shows high watermarks is put back to what the schedule has checkpointed. */
export const takeCrash = async ({ cluster, checkpointed }: KraftStage, broker: number): Promise<void> => {
  for (const one of cluster.mesh.held())
    if (one.link.startsWith(`${broker}>`) || one.link.endsWith(`>${broker}`)) one.lose()
  await cluster.kill(broker)
  writeHighWatermark(cluster, broker, checkpointed.get(broker) ?? 0)
}

/** The high watermark of the file stays, also after a crash. */
export const takeCheckpoint = ({ cluster, checkpointed }: KraftStage, broker: number): Promise<void> => {
  checkpointed.set(broker, checkpointOf(cluster, broker))
  return Promise.resolve()
}

/** The process is gone, so its session ends. */
export const takeFence = async (stage: KraftStage, broker: number): Promise<void> => {
  if (stage.cluster.isRunning(broker)) throw new Error(`broker ${broker} runs, and its heartbeats are not held`)
  await untilShown(stage, `broker ${broker} to be fenced`, () => imageNow(stage).brokers.get(broker)?.isFenced === true)
  await written(stage)
}

export const brokerIn = ({ action }: RealStep, field: string): number => Number(action[field])
