/** Dropped guards that no walk beside Kafka notices, and why. */
import { nameOf, type Mutant } from '../mutant'

interface Unseen {
  /** The name of `nameOf`. */
  readonly name: string
  readonly why: string
}

const IN_VAIN =
  'The model then takes a step that changes nothing. Kafka takes it as well, and it changes nothing there.'

const SAME_AGAIN =
  'It also tells that nothing has changed. Without it a follower asks the same again, in vain, and Kafka answers the same.'

export const unseen: readonly Unseen[] = [
  {
    name: 'model/broker/process.ts: guard dropped: if (broker.replicas.every(isCheckpointed)) return refused.nothingToCheckpoint',
    why: IN_VAIN,
  },
  {
    name: "model/broker/serving.ts: guard dropped: if (served.stage === 'idle' && isAskedAgain(config, cluster, between, asked)) return refused.nothingNew",
    why: IN_VAIN,
  },
  {
    name: 'model/broker/serving.ts: guard dropped: if (replica.leader !== leader || replica.leaderEpoch !== asked.leaderEpoch) return false',
    why: 'The model then takes fewer steps: a request waits at the leader. A walk takes the steps of the model, so it cannot show one that is missing.',
  },
  {
    name: 'model/broker/serving.ts: guard dropped: if (mayWait(answer)) return { ...answer, brokerEpoch: 0 }',
    why: 'In 2.1.1 nobody looks at the leader epoch of a fetch that waits: its session has forgotten it (KAFKA-9338), and the follower uses the answer whatever its epoch is.',
  },
  {
    name: 'model/replica/fetch-errors.ts: guard dropped: if (!leads(leader, between.leader)) return !isFencedFetch(config, leader, leaderEpoch)',
    why: IN_VAIN,
  },
  {
    name: 'model/replica/read.ts: guard dropped: if (endOf(replica.disk.log) === start || replica.highWatermark <= start) return refused.nothingCommitted',
    why: 'A consumer is then given nothing, by Kafka as well.',
  },
  {
    name: 'model/replica/replication.ts: guard dropped: if (remoteLogEnds[follower] === end && (!isCaughtUp || has(caughtUp, follower))) return replica',
    why: SAME_AGAIN,
  },
  {
    name: 'model/replica/replication.ts: guard dropped: if (remoteBrokerEpochs.length === 0 || remoteBrokerEpochs[follower] === brokerEpoch) return replica',
    why: SAME_AGAIN,
  },
]

export const whyUnseen = (mutant: Mutant): string | undefined => unseen.find(({ name }) => name === nameOf(mutant))?.why
