/** What a real cluster shows after a step. What cannot be seen from outside is left out, and so is not compared. */
import type { Observation, ObservedBroker, ObservedEpoch, ObservedReplica } from '../observation'
import { epochsOf, highWatermarkOf, recordsOf } from './disk'
import { modelEpoch, znodeOf, type Stage } from './stage'
import { sleep } from './waiting'

export const see = async (stage: Stage): Promise<Observation> => {
  const znode = await znodeOf(stage.cluster)
  const brokers = await Promise.all(stage.brokers.map((id) => seenBroker(stage, id)))
  await answered(stage, brokers)
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

/** A broker whose high watermark has passed a record answers its producer soon. */
export const answered = async ({ asked }: Pick<Stage, 'asked'>, brokers: readonly ObservedBroker[]): Promise<void> => {
  const isDue = ({ id, replicas: [replica] }: ObservedBroker): boolean =>
    (replica?.log ?? []).some(
      ({ record }, offset) => asked.get(record) === id && offset < (replica?.highWatermark ?? 0),
    )
  for (let tries = 0; tries < 100 && brokers.some(isDue); tries++) await sleep(50)
}

const seenBroker = async (stage: Stage, id: number): Promise<ObservedBroker> => ({
  id,
  running: stage.cluster.isRunning(id),
  replicas: [await seenReplica(stage, id)],
})

const seenReplica = async (stage: Stage, id: number): Promise<ObservedReplica> => {
  const isInformed = stage.cluster.isRunning(id) && stage.informed.has(id) && !stage.paused.has(id)
  const highWatermark = isInformed ? { highWatermark: await highWatermarkOf(stage.cluster, id) } : {}
  const records = recordsOf(stage.cluster, id)
  const epochCache = stage.torn.has(id) ? undefined : seenEpochs(stage, id)
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

/**
 * Since KAFKA-7415 a leader notes its epoch when it is told of it: also one that was spent. It stands for the epoch before it, so
 * where that is there too it is left out.
 */
const seenEpochs = (stage: Stage, id: number): readonly ObservedEpoch[] | undefined =>
  epochsOf(stage.cluster, id)
    ?.map(([epoch, startOffset]) => ({
      epoch: modelEpoch(stage, epoch),
      startOffset,
    }))
    .filter(({ epoch }, at, all) => at === 0 || all[at - 1]?.epoch !== epoch)
