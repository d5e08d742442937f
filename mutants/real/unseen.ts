/** Dropped guards that no walk beside Kafka notices, and why. */
import { nameOf, type Mutant } from '../mutant'

interface Unseen {
  /** The name of `nameOf`. */
  readonly name: string
  readonly why: string
}

export const unseen: readonly Unseen[] = [
  {
    name: 'model/broker/serving.ts: guard dropped: if (replica.leader !== leader || replica.leaderEpoch !== asked.leaderEpoch) return false',
    why: 'The model then takes fewer steps: a request waits at the leader. A walk takes the steps of the model, so it cannot show one that is missing.',
  },
  {
    name: 'model/replica/isr.ts: guard dropped: if (!leads(replica, leader)) return refused.notLeader',
    why: 'A replica that does not lead has no ISR in its memory, so the guard about members refuses the same step.',
  },
]

export const whyUnseen = (mutant: Mutant): string | undefined => unseen.find(({ name }) => name === nameOf(mutant))?.why
