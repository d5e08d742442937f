import { has, isSubset } from '../kit/bits'
import { allBrokers, leads } from '../model/cluster'
import type { PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S10: an ISR, in ZooKeeper or in a leader's memory, is made of assigned replicas; a leader's own one contains the leader.
 * Where the last member is to stay (KAFKA-1028, KAFKA-5642) it is never empty. Holds in any run.
 */
export const isrSubsetReplicas: PropertyOf = ({ protocol, settings }) => ({
  kind: 'always',
  name: 'S10 ISR within the replicas',
  check: ({ cluster }) => {
    const { zk, brokers } = cluster
    const isWrong = zk.isr === 0 ? protocol.decide.keepsLastInIsr(settings) : !isSubset(zk.isr, allBrokers(cluster))
    if (isWrong) return `the ISR in ZooKeeper is ${setOf(zk.isr)}`
    const astray = brokers.findIndex(({ replica }, id) => leads(replica, id) && !has(replica.leadership.isr, id))
    return astray < 0 ? undefined : `${named(astray)} leads, and is not in the ISR that it keeps`
  },
})
