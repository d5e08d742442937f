/** What a real cluster with KRaft shows after a step. What cannot be seen from outside is left out, and so is not compared. */
import type { Observation, ObservedBroker, ObservedRegistration } from '../../observation'
import { epochsOf, highWatermarkOf, recordsOf } from '../disk'
import { answered } from '../seeing'
import type { Registration } from './metadata-image'
import { seenProposal } from './seeing-proposals'
import { endReplayed, imageNow, type KraftStage } from './stage'

export const seeKraft = async (stage: KraftStage): Promise<Observation> => {
  const { partition, brokers: registered } = imageNow(stage)
  const brokers = await Promise.all(stage.brokers.map((id) => seenBroker(stage, id)))
  await answered(stage, brokers)
  return {
    brokers,
    controller: {
      partitions: partition === undefined ? [] : [seenRegistration(partition)],
      brokers: [...registered]
        .map(([id, { epochs, isFenced, inControlledShutdown }]) => ({
          ...{ id, brokerEpoch: epochs.length - 1, isFenced, inControlledShutdown },
        }))
        .sort((one, other) => one.id - other.id),
    },
    producers: [{ acknowledged: [...stage.acknowledged].sort(), waiting: [...stage.asked.keys()].sort() }],
  }
}

const seenBroker = async (stage: KraftStage, id: number): Promise<ObservedBroker> => {
  const { cluster } = stage
  const isRunning = cluster.isRunning(id)
  const highWatermark = isRunning ? { highWatermark: await highWatermarkOf(cluster, id) } : {}
  const records = recordsOf(cluster, id)
  const epochCache = epochsOf(cluster, id)?.map(([epoch, startOffset]) => ({ epoch, startOffset }))
  return {
    ...{ id, running: isRunning, ...(isRunning && seenEpoch(stage, id)) },
    replicas: [
      {
        log: records.map(({ value, epoch }) => ({ record: value, ...(epoch !== undefined && { epoch }) })),
        logEndOffset: (records.at(-1)?.offset ?? -1) + 1,
        ...highWatermark,
        ...(epochCache !== undefined && { epochCache }),
        ...(isRunning && { ...seenReplayed(stage, id), alterPartition: seenProposal(stage, id, imageNow(stage)) }),
      },
    ],
  }
}

/** How often the broker had registered before its process did. */
const seenEpoch = (stage: KraftStage, id: number): { readonly brokerEpoch: number } => {
  const epochs = imageNow(stage).brokers.get(id)?.epochs ?? []
  return { brokerEpoch: epochs.indexOf(stage.heard.get(id)?.brokerEpoch ?? -1) }
}

const seenReplayed = (stage: KraftStage, id: number): { readonly replayed: ObservedRegistration | null } => {
  const { partition } = imageNow(stage, endReplayed(stage, id))
  return { replayed: partition === undefined ? null : seenRegistration(partition) }
}

/** Partition epochs are not among it: the model and Kafka give them other numbers. */
const seenRegistration = (one: Registration): ObservedRegistration => ({
  ...{ leader: one.leader, leaderEpoch: one.leaderEpoch, isr: inOrder(one.isr), elr: inOrder(one.elr) },
  ...{ lastKnownLeader: one.lastKnownElr[0] ?? -1, isRecovering: one.isRecovering },
})

const inOrder = (ids: readonly number[]): readonly number[] => [...ids].sort((one, other) => one - other)
