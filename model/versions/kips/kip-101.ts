import { isRefused } from '../../../kit/refused'
import { endOffsetFor, latestEpoch, logEnd } from '../../replica/disk'
import { UNDEFINED } from '../../replica/epochs'
import type { Amendment, Decisions } from '../decisions'
import type { EpochEntry } from '../../replica/epochs'

/**
 * KIP-101: the leader epoch decides what a follower keeps, not the high watermark.
 *
 * Each record carries the epoch of the leader that wrote it, and every broker keeps a cache of where epochs begin. A new
 * follower asks its leader where the follower's own latest epoch ends, and cuts there. Without a cached epoch, or where
 * the leader does not know the epoch, it falls back to the high watermark.
 *
 * The answer is an offset only: the end of the epoch *as the leader has it*. Two leaders in a row that the follower did
 * not hear of make it too high (KIP-279).
 *
 * ReplicaFetcherThread.maybeTruncate, LeaderEpochFileCache (0.11.0; read at 1.1.1)
 */
export const kip101: Amendment = {
  name: 'kip-101',
  title: 'Truncation by leader epoch instead of high watermark',
  since: '0.11.0-IV2',
  repairs: 'a follower that discards committed records because it has not heard that they are committed',
  readAt: '1.1.1',
  answers: {
    makesFollower: 'Nothing: it stays as it is until the leader has answered where epochs end.',
    truncation: [
      "The leader answers with an offset, where the follower's latest epoch ends: to there, if the follower's log reaches so far.",
      'The answer is undefined, as it is where the follower has no epoch: to the high watermark of the follower.',
    ].join('\n'),
    endOffsetFor: [
      'For an epoch from the first to the last in its cache: where the next one starts, or the log end; not which epoch it is that ends there.',
      'For any other epoch, and for none: undefined.',
    ].join('\n'),
    assignEpoch:
      'The epoch is added if it is newer than all in the cache and starts no earlier; otherwise nothing changes.',
  },
  decide: () => ({
    makesFollower: ({ disk }) => ({ disk, fetcher: 'truncating' }),
    truncation,
    endOffsetFor: (disk, epoch) => ({ ...endOffsetFor(disk, epoch), epoch: UNDEFINED }),
    assignEpoch,
  }),
}

/** An end at or beyond the follower's own leaves the log as it is. */
const truncation: Decisions['truncation'] = ({ disk, highWatermark }, ask) => {
  const answer = ask(latestEpoch(disk))
  if (isRefused(answer)) return answer
  const offset = answer.endOffset === UNDEFINED ? highWatermark : answer.endOffset
  return { offset: Math.min(offset, logEnd(disk)), isDone: true }
}

/** LeaderEpochFileCache.assign, 1.1.1: added where it is newer than all, ignored otherwise. */
const assignEpoch = (epochs: readonly EpochEntry[], epoch: number, startOffset: number): readonly EpochEntry[] => {
  const latest = epochs.at(-1)
  if (latest !== undefined && (epoch <= latest.epoch || startOffset < latest.startOffset)) return epochs
  return [...epochs, { epoch, startOffset }]
}
