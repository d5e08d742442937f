import type { AlwaysProperty, Verdict } from '../../contract/machine'
import { has, members, type Bits } from '../../kit/bits'
import { peerName } from '../../kit/difference'
import { NONE } from '../../kit/schema'
import type { State } from './state'
import { presumes, replicaAt } from './words'

/** Every member of `isr` must have the same records as `leader` below the leader's high watermark. */
const missing = (state: State, leader: number, isr: Bits, whose: string): Verdict => {
  const own = replicaAt(state, leader)
  for (const member of members(isr)) {
    const { log } = replicaAt(state, member)
    for (let offset = 0; offset < own.hw; offset++) {
      const [ours, theirs] = [own.log[offset], log[offset]]
      const isSame = ours !== undefined && ours.id === theirs?.id && ours.epoch === theirs.epoch
      if (isSame) continue
      return (
        `Replica ${peerName(leader)} leads epoch ${own.epoch} with high watermark ${own.hw}, but replica ` +
        `${peerName(member)} in ${whose} ISR does not hold its record at offset ${offset}.`
      )
    }
  }
  return undefined
}

const forEveryLeader = (state: State, check: (leader: number) => Verdict): Verdict => {
  for (let replica = 0; replica < state.replicas.length; replica++) {
    const verdict = presumes(state, replica) ? check(replica) : undefined
    if (verdict !== undefined) return verdict
  }
  return undefined
}

/** The weak form: for every replica that believes it is the leader, its own ISR has the records that it has exposed. */
export const weakIsr: AlwaysProperty<State> = {
  kind: 'always',
  name: 'weak ISR',
  check: (state) => forEveryLeader(state, (leader) => missing(state, leader, replicaAt(state, leader).isr, 'its own')),
}

/** The strong form: every replica that the controller may elect has the records that any leader has exposed. */
export const strongIsr: AlwaysProperty<State> = {
  kind: 'always',
  name: 'strong ISR',
  check: (state) => forEveryLeader(state, (leader) => missing(state, leader, state.quorum.isr, "the quorum's")),
}

/** This applies only if there is a leader. The published form is false in the initial state, which has no leader. */
export const leaderInIsr: AlwaysProperty<State> = {
  kind: 'always',
  name: 'leader in ISR',
  check({ quorum: { leader, isr } }) {
    if (leader === NONE || has(isr, leader)) return undefined
    return `Replica ${peerName(leader)} is the leader that the quorum has, and is not in the quorum's ISR.`
  },
}
