/** What a real cluster shows after a step. What cannot be seen from outside is left out, and so is not compared. */
import type { Observation, ObservedBroker, ObservedEpoch, ObservedReplica } from '../observation'
import { epochsOf, highWatermarkOf, recordsOf } from './disk'
import { modelEpoch, znodeOf, type Stage } from './stage'

export const see = async (stage: Stage): Promise<Observation> => {
  const znode = await znodeOf(stage.cluster)
  const brokers = await Promise.all(stage.brokers.map((id) => seenBroker(stage, id)))
  return {
    brokers,
    zookeeper:
      znode === undefined
        ? []
        : [
            {
              leader: znode.leader,
              leaderEpoch: modelEpoch(stage, znode.leader_epoch),
              isr: [...znode.isr].sort((one, other) => one - other),
            },
          ],
    producers: [{ acknowledged: [...stage.acknowledged].sort() }],
  }
}

const seenBroker = async (stage: Stage, id: number): Promise<ObservedBroker> => ({
  id,
  running: stage.cluster.isRunning(id),
  replicas: [await seenReplica(stage, id)],
})

const seenReplica = async (stage: Stage, id: number): Promise<ObservedReplica> => {
  const isInformed = stage.cluster.isRunning(id) && stage.informed.has(id)
  const highWatermark = isInformed ? { highWatermark: await highWatermarkOf(stage.cluster, id) } : {}
  const records = recordsOf(stage.cluster, id)
  const epochCache = epochsOf(stage.cluster, id)
    ?.filter(([epoch]) => !stage.spent.has(epoch)) // A leader of 2.0.1 and later notes an epoch that the schedule does not know.
    .map(([epoch, startOffset]): ObservedEpoch => ({ epoch: modelEpoch(stage, epoch), startOffset }))
  return {
    log: records.map(({ value, epoch }) => ({
      record: value,
      ...(epoch !== undefined && { epoch: modelEpoch(stage, epoch) }),
    })),
    logEndOffset: (records.at(-1)?.offset ?? -1) + 1,
    ...highWatermark,
    ...(epochCache !== undefined && { epochCache }),
  }
}
