/** A topic of one partition on a real cluster, between two steps of a schedule. */
import type { Frame } from './frames'
import type { Passing } from './connection'
import { linkOf, type RealCluster } from './cluster'
import { until } from './waiting'

export const TOPIC = 't'

/** What the driver knows of a world beside what the cluster shows. */
export interface Stage {
  readonly cluster: RealCluster
  readonly brokers: readonly number[]
  /** Brokers without replicas; the first one is the controller. The next controller is the next one in the list. */
  controllers: readonly number[]
  /** The leader epoch of the znode before the first step. */
  readonly firstEpoch: number
  /** Leader epochs that were spent without a step of the schedule: moving a leader needs a reassignment, which takes one. */
  readonly spent: Set<number>
  /** The highest leader epoch that a broker was told by a controller, by link. */
  readonly told: Map<string, number>
  /** The high watermark that the schedule has checkpointed, by broker. */
  readonly checkpointed: Map<number, number>
  /** The brokers that have handled a LeaderAndIsr request since they started. */
  readonly informed: Set<number>
  /** Brokers whose process stands still. */
  readonly paused: Set<number>
  /** Brokers that are kept from ZooKeeper. */
  readonly cutOff: Set<number>
  /** Brokers that the controller takes for gone. */
  readonly gone: Set<number>
  /** Brokers whose machine has crashed, until they start: only their records are as they will be then. */
  readonly torn: Set<number>
  /** When a broker has handled a LeaderAndIsr request last, in nanoseconds: only for the order. */
  readonly toldAt: Map<number, bigint>
  /** Links on which the answer to a LeaderAndIsr request is held, because it will be lost. */
  readonly losing: Set<string>
  /** Links on which ZooKeeper's answers to a leader pass, because the step is about another answer. */
  readonly unheld: Set<string>
  /** Records whose producer has no answer yet, and the broker that it has sent them to. */
  readonly asked: Map<string, number>
  /** What producers were told: the letters of acknowledged records. */
  readonly acknowledged: Set<string>
}

/** The state of the partition, as ZooKeeper has it. */
export interface PartitionZnode {
  readonly leader: number
  readonly leader_epoch: number
  readonly isr: readonly number[]
}

/** The znode of the partition. */
export const STATE = `/brokers/topics/${TOPIC}/partitions/0/state`

/** ZooKeeper's answer to a leader that has written its ISR. */
export const isIsrAnswer = (link: string, frame: Frame): boolean =>
  link.endsWith('>zookeeper') && frame.api === 'setData' && frame.body()?.['path'] === STATE

/** It is held, and the leader waits for it. */
export const isAnswerTo =
  (leader: number) =>
  ({ link, frame }: Passing): boolean =>
    link === linkOf(leader, 'zookeeper') && isIsrAnswer(link, frame)

export const znodeOf = async ({ zooKeeper }: RealCluster): Promise<PartitionZnode | undefined> => {
  const state = await zooKeeper.read(STATE)
  return state === undefined ? undefined : (JSON.parse(state.content) as PartitionZnode)
}

/** The leader epoch of the model that stands for one of this cluster. */
export const modelEpoch = ({ firstEpoch, spent }: Stage, epoch: number): number =>
  epoch < 0 ? epoch : epoch - firstEpoch - [...spent].filter((one) => one <= epoch).length

/** Controllers act on what ZooKeeper tells them only while a step of the controller is taken. */
export const controllerLinks = ({ controllers }: Pick<Stage, 'controllers'>): readonly string[] =>
  controllers.map((id) => linkOf(id, 'zookeeper'))

/** A held request of one broker, or to it; the oldest. Waits until there is one. */
export const heldRequest = (
  { cluster }: Pick<Stage, 'cluster'>,
  what: string,
  wanted: (passing: Passing) => boolean,
): Promise<Passing> => until(what, () => cluster.mesh.held().find(wanted))

/** The part of a LeaderAndIsr request that is about the partition. Versions of the request have it in different places. */
interface PartitionState {
  readonly Leader: number
  readonly LeaderEpoch: number
  readonly Isr: readonly number[]
}

/** What a LeaderAndIsr request says of the partition. Undefined: nothing. */
export const partitionStateOf = (frame: Frame): PartitionState | undefined => {
  const body = frame.body() as LeaderAndIsrBody | undefined
  const ofTopics = body?.TopicStates?.filter(({ TopicName }) => TopicName === TOPIC)
  const flat = body?.UngroupedPartitionStates?.filter(({ TopicName }) => TopicName === TOPIC)
  return ofTopics?.[0]?.PartitionStates[0] ?? flat?.[0]
}

/** The epoch of the controller that sent it. */
export const controllerEpochOf = (frame: Frame): number =>
  (frame.body() as LeaderAndIsrBody | undefined)?.ControllerEpoch ?? -1

interface LeaderAndIsrBody {
  readonly ControllerEpoch: number
  readonly TopicStates?: readonly { readonly TopicName: string; readonly PartitionStates: readonly PartitionState[] }[]
  readonly UngroupedPartitionStates?: readonly (PartitionState & { readonly TopicName: string })[]
}
