/** Steps of processes and of the controller. */
import type { RealStep } from '../protocol'
import { linkOf } from './cluster'
import type { Passing } from './connection'
import { highWatermarkOf, loseFrom, writeHighWatermark } from './disk'
import { isRegistered, reach } from './reach-steps'
import { controllerLinks, heldRequest, modelEpoch, TOPIC, znodeOf, type PartitionZnode, type Stage } from './stage'
import { sleep, until } from './waiting'

/** SIGKILL. The file that shows high watermarks is put back to what the schedule has checkpointed. */
export const takeCrash = async (stage: Stage, broker: number): Promise<void> => {
  const { cluster, checkpointed, informed } = stage
  for (const one of cluster.mesh.held())
    if (one.link.startsWith(`${broker}>`) || one.link.endsWith(`>${broker}`)) one.lose()
  await cluster.kill(broker)
  informed.delete(broker)
  stage.paused.delete(broker)
  writeHighWatermark(cluster, broker, checkpointed.get(broker) ?? 0)
}

/** The machine has lost power: what was not flushed is gone from this offset on. */
export const takeMachineCrash = async (stage: Stage, broker: number, kept: number): Promise<void> => {
  await takeCrash(stage, broker)
  loseFrom(stage.cluster, broker, kept)
  stage.torn.add(broker)
}

/** A broker that starts has to be told everything, also what its controller told the process before it. */
export const takeStart = async (stage: Stage, broker: number): Promise<void> => {
  reach(stage, broker)
  await stage.cluster.start(broker, 'broker')
  stage.torn.delete(broker)
}

export const takeCheckpoint = async ({ cluster, checkpointed }: Stage, broker: number): Promise<void> => {
  checkpointed.set(broker, await highWatermarkOf(cluster, broker))
}

/** The controller sees what ZooKeeper has for it, and writes what it decides. The znode is then as the schedule says. */
const takeNotice = async (
  stage: Stage,
  what: string,
  step: RealStep,
  isOver: () => Promise<boolean>,
): Promise<void> => {
  await until(what, isOver)
  await withController(stage, async () => {
    await untilWritten(stage, step)
    if (step.written === undefined) await sleep(UNWRITTEN_MS)
  })
}

/** What the controller notices without writing anything cannot be seen; it takes it some milliseconds. */
const UNWRITTEN_MS = 1500

/** A broker is gone from ZooKeeper, and the controller learns it. */
export const takeFailure = async (stage: Stage, broker: number, step: RealStep): Promise<void> => {
  await takeNotice(
    stage,
    `the session of broker ${broker} to end`,
    step,
    async () => !(await isRegistered(stage, broker)),
  )
  stage.gone.add(broker)
}

/** A broker is back in ZooKeeper, and the controller tells it whom to follow, also where it has told it before. */
export const takeStartup = async (stage: Stage, broker: number, step: RealStep): Promise<void> => {
  stage.gone.delete(broker)
  for (const one of stage.controllers) stage.told.set(linkOf(one, broker), -1)
  await until(`broker ${broker} to be registered`, () => isRegistered(stage, broker))
  await withController(stage, async () => {
    await untilWritten(stage, step)
    const isNews = ({ link, frame }: Passing): boolean => link.endsWith(`>${broker}`) && frame.api === 'LeaderAndIsr'
    await heldRequest(stage, `the controller to tell broker ${broker} whom to follow`, isNews)
  })
}

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
  const isCut = (id: number): boolean => stage.cutOff.has(id)
  const others = [former, ...rest, ...stage.brokers].filter((id) => !isCut(id)).map((id) => linkOf(id, 'zookeeper'))
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
export const withController = async (stage: Stage, work: () => Promise<void>): Promise<void> => {
  const links = controllerLinks(stage)
  stage.cluster.mesh.resume(links)
  await work()
  stage.cluster.mesh.pause(links)
}

/** The znode is as the schedule says. */
export const untilWritten = async (stage: Stage, { written = [] }: RealStep): Promise<void> => {
  const [wanted] = written
  if (wanted === undefined) return
  const isThere = (znode: PartitionZnode | undefined): boolean =>
    znode !== undefined && modelEpoch(stage, znode.leader_epoch) >= wanted.leaderEpoch
  await until(`leader epoch ${wanted.leaderEpoch} in ZooKeeper`, async () => isThere(await znodeOf(stage.cluster)))
}
