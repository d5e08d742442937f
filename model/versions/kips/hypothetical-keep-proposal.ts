import type { Amendment } from '../decisions'

/**
 * No release has this: a leader keeps its proposal when it replays a change that it knows already.
 *
 * A leader learns of an ISR that it proposed by the answer to its AlterPartition. It may then propose the next one, and only after
 * that replay the record of the first. Partition.makeLeader skips what is older than the partition epoch that it knows, but not what
 * is as old: it takes the ISR of the record for committed, and forgets that a larger one is under way. Until it is told of that, it
 * moves the high watermark without the new member, which the controller may have let in.
 *
 * Partition.makeLeader would compare with `<=` (read at 3.3.1, 3.9.1 and 4.3.1).
 */
export const keepProposal: Amendment = {
  name: 'hypothetical-keep-proposal',
  title: 'A leader keeps its proposal when it replays what it knows already',
  since: 'no release',
  repairs: 'a leader that forgets which replica the controller may have let into the ISR',
  readAt: '4.3.1',
  answers: { acceptsPartitionEpoch: 'No, and not if it knows of this very change either.' },
  decide: (was) => ({
    acceptsPartitionEpoch: (known, told) => told !== known && was.acceptsPartitionEpoch(known, told),
  }),
}
