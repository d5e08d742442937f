import { none } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import { latestEpoch, logEnd, type Disk } from '../model/replica/disk'
import { recordEpochsFrom, type Log } from '../model/replica/log'
import type { LeaderEpoch, Offset } from '../model/values'
import { historyOf } from './history'
import { onEveryStep, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S21': a leader gives an offset once in its epoch. Where it appends, no log has a batch of the same epoch at that offset or beyond, not
 * even one that compaction has removed, and nothing of that epoch was committed there. Like S5 it holds in any run in which no leader loses
 * records and goes on in the same epoch (B27). Judged where the log on disk is modelled.
 */
export const offsetGivenOnce: PropertyOf = (judged) => {
  if (judged.bounds.storage === undefined) return undefined
  return onEveryStep(judged, "S21' an offset is given once in an epoch", {
    check({ cluster, history }, action, _, partition = 0) {
      if (action.type !== 'Produce' || action.partition !== partition) return undefined
      const { disk, leaderEpoch } = replicaOf(cluster, action.broker, partition)
      const offset = logEnd(disk)
      const gives = `${named(action.broker)} gives offset ${offset} in epoch ${leaderEpoch}`
      for (let id = 0; id < cluster.brokers.length; id++) {
        if (isGivenIn(replicaOf(cluster, id, partition).disk, leaderEpoch, offset))
          return `${gives}, and the log of ${named(id)} has a batch of that epoch there, or beyond`
      }
      const isCommitted = hasEpochFrom(historyOf(history, partition).truth, leaderEpoch, offset)
      return isCommitted ? `${gives}, and a record of that epoch was committed there, or beyond` : undefined
    },
    sees: () => none,
  })
}

/** The log has a batch of this epoch at this offset or beyond, or had one: its cache still says where that epoch ends. */
const isGivenIn = (disk: Disk, epoch: LeaderEpoch, offset: Offset): boolean =>
  hasEpochFrom(disk.log, epoch, offset) ||
  (latestEpoch(disk) === epoch && logEnd(disk) > offset) ||
  disk.files.some(({ strays }) => strays.some((stray) => stray.offset >= offset && stray.record.epoch === epoch))

const hasEpochFrom = (log: Log, epoch: LeaderEpoch, offset: Offset): boolean =>
  recordEpochsFrom(log, offset).some((one) => one.epoch === epoch)
