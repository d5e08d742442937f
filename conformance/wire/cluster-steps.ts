/** Steps of processes and of the controller. */
import type { RealStep } from '../protocol'
import { linkOf } from './cluster'
import { highWatermarkOf, writeHighWatermark } from './disk'
import { controllerLinks, modelEpoch, TOPIC, znodeOf, type PartitionZnode, type Stage } from './stage'
import { until } from './waiting'

/** SIGKILL. The file that shows high watermarks is put back to what the schedule has checkpointed. */
export const takeCrash = async (stage: Stage, broker: number): Promise<void> => {
  const { cluster, checkpointed, informed } = stage
  for (const one of cluster.mesh.held())
    if (one.link.startsWith(`${broker}>`) || one.link.endsWith(`>${broker}`)) one.lose()
  await cluster.kill(broker)
  informed.delete(broker)
  writeHighWatermark(cluster, broker, checkpointed.get(broker) ?? 0)
}

export const takeStart = ({ cluster }: Stage, broker: number): Promise<void> => cluster.start(broker, 'broker')

export const takeCheckpoint = async ({ cluster, checkpointed }: Stage, broker: number): Promise<void> => {
  checkpointed.set(broker, await highWatermarkOf(cluster, broker))
}

/** The controller sees what ZooKeeper has for it, and writes what it decides. The znode is then as the schedule says. */
export const takeNotice = async (
  stage: Stage,
  what: string,
  step: RealStep,
  isOver: () => Promise<boolean>,
): Promise<void> => {
  await until(what, isOver)
  await withController(stage, () => untilWritten(stage, step))
}

/** A broker is gone from ZooKeeper, or back. */
export const isRegistered = async ({ cluster }: Stage, broker: number): Promise<boolean> =>
  (await cluster.zooKeeper.read(`/brokers/ids/${broker}`)) !== undefined

/**
 * A preferred leader election. The broker has to be the first of the replicas, so where it is not, they are reassigned to the same
 * brokers in another order. That takes a leader epoch, which the schedule does not know; it is left out of what is shown.
 */
export const takeMove = async (stage: Stage, broker: number, step: RealStep): Promise<void> => {
  const { zooKeeper } = stage.cluster
  await withController(stage, async () => {
    const topic = await zooKeeper.read(`/brokers/topics/${TOPIC}`)
    const replicas = (JSON.parse(topic?.content ?? '{}') as Assignment).partitions['0'] ?? []
    if (replicas[0] !== broker) await reassign(stage, [broker, ...replicas.filter((one) => one !== broker)])
    await zooKeeper.create('/admin/preferred_replica_election', {
      version: 1,
      partitions: [{ topic: TOPIC, partition: 0 }],
    })
    await untilWritten(stage, step)
  })
}

interface Assignment {
  readonly partitions: Readonly<Record<string, readonly number[]>>
}

const reassign = async (stage: Stage, replicas: readonly number[]): Promise<void> => {
  const { zooKeeper } = stage.cluster
  const before = (await znodeOf(stage.cluster))?.leader_epoch ?? 0
  const path = '/admin/reassign_partitions'
  await zooKeeper.create(path, { version: 1, partitions: [{ topic: TOPIC, partition: 0, replicas }] })
  await until('the replicas to be reassigned', async () => (await zooKeeper.read(path)) === undefined)
  const after = (await znodeOf(stage.cluster))?.leader_epoch ?? 0
  for (let epoch = before + 1; epoch <= after; epoch++) stage.spent.add(epoch)
}

/** The next controller takes over: the others are kept from ZooKeeper while /controller is removed. */
export const takeFailover = async (stage: Stage): Promise<void> => {
  const { cluster } = stage
  const [former, next, ...rest] = stage.controllers
  if (former === undefined || next === undefined) return
  const others = [former, ...rest, ...stage.brokers].map((id) => linkOf(id, 'zookeeper'))
  cluster.mesh.pause(others)
  cluster.mesh.resume([linkOf(next, 'zookeeper')])
  await cluster.zooKeeper.remove('/controller')
  await until(`broker ${next} to be the controller`, async () => {
    const controller = await cluster.zooKeeper.read('/controller')
    return controller !== undefined && (JSON.parse(controller.content) as { brokerid: number }).brokerid === next
  })
  cluster.mesh.resume(others)
  stage.controllers = [next, ...rest, former]
  await until('requests of the new controller', () =>
    cluster.mesh.held().some(({ link, frame }) => link.startsWith(`${next}>`) && frame.api === 'LeaderAndIsr'),
  )
  cluster.mesh.pause(controllerLinks(stage))
}

/** What the controller does while it reaches ZooKeeper. Its requests are out when the next step needs them. */
const withController = async (stage: Stage, work: () => Promise<void>): Promise<void> => {
  const links = controllerLinks(stage)
  stage.cluster.mesh.resume(links)
  await work()
  stage.cluster.mesh.pause(links)
}

const untilWritten = async (stage: Stage, { written = [] }: RealStep): Promise<void> => {
  const [wanted] = written
  if (wanted === undefined) return
  const isThere = (znode: PartitionZnode | undefined): boolean =>
    znode !== undefined && modelEpoch(stage, znode.leader_epoch) >= wanted.leaderEpoch
  await until(`leader epoch ${wanted.leaderEpoch} in ZooKeeper`, async () => isThere(await znodeOf(stage.cluster)))
}
