import type { Verdict } from '../contract/machine'
import { brokerOf, replicaOf } from '../model/cluster'
import { firstBehindPart, logEnd, logStart, type Disk } from '../model/replica/disk'
import { firstTorn } from '../model/replica/log'
import { always, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S21: a broker that runs has at most one batch at each offset of its log, and can read it. In any run: recovery cuts the log at
 * the first batch that cannot be read. Judged where the log on disk is modelled.
 */
export const oneBatchPerOffset: PropertyOf = (judged) => {
  if (judged.bounds.storage === undefined) return undefined
  return always(judged, 'S21 one batch for each offset', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!brokerOf(cluster, id).isUp) continue
      const wrong = wrongIn(replicaOf(cluster, id, partition).disk)
      if (wrong !== undefined) return `${named(id)} ${wrong}`
    }
    return undefined
  })
}

const wrongIn = (disk: Disk): Verdict => {
  const twice = disk.files.flatMap(({ strays }) => strays).find(({ offset }) => offset < logEnd(disk))
  if (twice !== undefined) return `has two batches with offset ${twice.offset} in its log`
  const behind = firstBehindPart(disk)
  if (behind !== undefined) return `has a batch at offset ${behind} behind a part of another one, so nobody can read it`
  const torn = firstTorn(disk.log, logStart(disk))
  return torn < 0
    ? undefined
    : `has a batch at offset ${torn} that cannot be read, and its log goes on to ${logEnd(disk)}`
}
