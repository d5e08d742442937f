/** Every way in which a broker can end and come back within the bounds, with every loss that is allowed. */
import type { Action } from '../../model/actions'
import { logEnd } from '../../model/replica/disk'
import { replicaOf } from '../../model/cluster'
import type { Cluster } from '../../model/state'
import type { BrokerId } from '../../model/values'

/** How a running broker ends: cleanly, by a crash of its process or machine (with each prefix that may be left), or with its disk. */
export const endings = (cluster: Cluster, broker: BrokerId): readonly (readonly Action[])[] => {
  const end = logEnd(replicaOf(cluster, broker, 0).disk)
  return [
    [{ type: 'StopUnasked', broker }],
    [{ type: 'ProcessCrash', broker }],
    ...Array.from({ length: end }, (_, kept): readonly Action[] => [{ type: 'MachineCrash', broker, kept }]),
    [{ type: 'LoseDisk', broker }],
    [{ type: 'FailLogDir', broker }],
    [
      { type: 'FailIndex', broker, partition: 0 },
      { type: 'HaltFailed', broker },
    ],
  ]
}

/** What happens to the disk of a broker that is down, before it starts: nothing, a crash while it loads, a lost checkpoint. */
export const mishaps = (cluster: Cluster, broker: BrokerId): readonly (readonly Action[])[] => {
  const { epochs } = replicaOf(cluster, broker, 0).disk
  const loading: Action = { type: 'CrashWhileLoading', broker }
  const lost: readonly Action[] = [
    { type: 'LoseHighWatermarks', broker },
    { type: 'LoseLogStarts', broker },
    ...epochs.map((_, kept): Action => ({ type: 'LoseEpochs', broker, kept, partition: 0 })),
  ]
  return [[], [loading], [loading, loading], ...lost.flatMap((one) => [[one], [one, loading]])]
}
