import { has, isSubset } from '../kit/bits'
import { allBrokers, leads } from '../model/cluster'
import type { PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S10: an ISR, in ZooKeeper or in a leader's memory, is made of assigned replicas and never empty; a leader's own one
 * contains the leader. Holds in any run: without ELR the last member stays.
 */
export const isrSubsetReplicas: PropertyOf = () => ({
  kind: 'always',
  name: 'S10 ISR within the replicas',
  check: ({ cluster }) => {
    const { zk, brokers } = cluster
    if (zk.isr === 0 || !isSubset(zk.isr, allBrokers(cluster))) return `the ISR in ZooKeeper is ${setOf(zk.isr)}`
    const astray = brokers.findIndex(({ replica }, id) => leads(replica, id) && !has(replica.leadership.isr, id))
    return astray < 0 ? undefined : `${named(astray)} leads, and is not in the ISR that it keeps`
  },
})
