/** Steps in which a broker loses its session with ZooKeeper, stands still, and comes back. */
import { linkOf } from './cluster'
import type { Stage } from './stage'
import { until } from './waiting'

/** Nothing passes between the broker and ZooKeeper, so its session ends. Requests of the controller are held anyway. */
export const takeCutOff = (stage: Stage, broker: number): Promise<void> => {
  stage.cutOff.add(broker)
  stage.cluster.mesh.pause([linkOf(broker, 'zookeeper')])
  return Promise.resolve()
}

/** It reaches ZooKeeper again, and registers in a new session. */
export const takeReconnect = async (stage: Stage, broker: number): Promise<void> => {
  reach(stage, broker)
  await until(`broker ${broker} to register again`, () => isRegistered(stage, broker))
}

/** ZooKeeper can be reached. */
export const reach = ({ cluster, cutOff }: Stage, broker: number): void => {
  cutOff.delete(broker)
  cluster.mesh.resume([linkOf(broker, 'zookeeper')])
}

/** SIGSTOP. Its session with ZooKeeper ends meanwhile, whether the controller notices that or not. */
export const takePause = ({ cluster, paused }: Stage, broker: number): Promise<void> => {
  paused.add(broker)
  cluster.signal(broker, 'SIGSTOP')
  return Promise.resolve()
}

/** SIGCONT. Where the controller has noticed that it was gone, it must not register before its step comes. */
export const takeWakeUp = async (stage: Stage, broker: number): Promise<void> => {
  if (stage.gone.has(broker)) await takeCutOff(stage, broker)
  stage.paused.delete(broker)
  stage.cluster.signal(broker, 'SIGCONT')
  if (!stage.cutOff.has(broker)) await takeReconnect(stage, broker)
}

/** A broker is in ZooKeeper. */
export const isRegistered = async ({ cluster }: Stage, broker: number): Promise<boolean> =>
  (await cluster.zooKeeper.read(`/brokers/ids/${broker}`)) !== undefined
