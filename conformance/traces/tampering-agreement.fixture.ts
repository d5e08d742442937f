/** What no coordinator, no producer and no operator can show. */
import type { Shown, Tamper } from './tamper.fixture'
import type { Loose } from './tamper.fixture'
import type { ObservedProducers, ObservedZnode } from '../observation'

interface Agreed {
  readonly znode: Loose<ObservedZnode>
  readonly was: Loose<ObservedZnode>
  readonly next: Loose<ObservedZnode> | undefined
  readonly told: Loose<Required<ObservedProducers>>
  readonly toldBefore: Loose<Required<ObservedProducers>>
  readonly toldAfter: Loose<Required<ObservedProducers>> | undefined
  readonly now: Shown
}

const where =
  (holds: (agreed: Agreed) => boolean, change: (agreed: Agreed) => unknown): Tamper =>
  (now, before, after) => {
    const agreed = {
      now,
      znode: now.zookeeper?.[0] as Agreed['znode'],
      was: before.zookeeper?.[0] as Agreed['znode'],
      next: after?.zookeeper?.[0],
      told: now.producers?.[0] as Agreed['told'],
      toldBefore: before.producers?.[0] as Agreed['told'],
      toldAfter: after?.producers?.[0] as Agreed['told'] | undefined,
    }
    if (!holds(agreed)) return false
    change(agreed)
    return true
  }

const always = (): boolean => true
const isQuiet = ({ znode, was, next }: Agreed): boolean =>
  znode.leaderEpoch === was.leaderEpoch && next?.leaderEpoch === was.leaderEpoch
const deadOutside = ({ now, znode, was }: Agreed): number | undefined =>
  now.brokers.find(({ id, running }) => running === false && ![...znode.isr, ...was.isr].includes(id))?.id
const outside = ({ znode }: Agreed): number | undefined => [1, 2, 3].find((id) => !znode.isr.includes(id))

export const ofAgreement: Readonly<Record<string, Tamper>> = {
  'a leader epoch in ZooKeeper that goes back': where(
    ({ znode, was }) => was.leaderEpoch > 0 && znode.leaderEpoch === was.leaderEpoch,
    ({ znode }) => znode.leaderEpoch--,
  ),
  'a leader epoch in ZooKeeper that leaps and comes back': where(
    ({ next }) => next !== undefined,
    ({ znode }) => (znode.leaderEpoch += 7),
  ),
  'another leader in ZooKeeper without another epoch': where(
    (agreed) => isQuiet(agreed),
    ({ znode }) => (znode.leader = (znode.leader % 3) + 1),
  ),
  'a partition that is offline for a moment, in the same epoch': where(isQuiet, ({ znode }) => (znode.leader = -1)),
  'an ISR without its leader': where(
    ({ znode }) => znode.leader > 0,
    ({ znode }) => (znode.isr = znode.isr.filter((id) => id !== znode.leader)),
  ),
  'an empty ISR': where(always, ({ znode }) => (znode.isr = [])),
  'an ISR with a broker that does not exist': where(always, ({ znode }) => znode.isr.push(8)),
  'an ISR with a broker that is down and had left it': where(
    (agreed) => deadOutside(agreed) !== undefined,
    (agreed) => (agreed.znode.isr = [...agreed.znode.isr, deadOutside(agreed) ?? 0].sort((one, other) => one - other)),
  ),
  'an ISR with a broker that lacks committed records': where(
    (agreed) => {
      const id = outside(agreed)
      const log = agreed.now.brokers.find((one) => one.id === id)?.replicas[0]?.log
      return id !== undefined && log?.length === 0 && agreed.told.acknowledged.length > 0
    },
    (agreed) => (agreed.znode.isr = [1, 2, 3]),
  ),
  'an acknowledgement that is taken back': where(
    ({ toldBefore }) => toldBefore.acknowledged.length > 0,
    ({ told }) => told.acknowledged.shift(),
  ),
  'an acknowledgement of a record that nobody has': where(always, ({ told }) => told.acknowledged.push('t')),
  'an acknowledgement before anybody has fetched the record': where(
    ({ told, now }) =>
      told.waiting.length > 0 && now.brokers.filter(({ replicas }) => replicas[0]?.log?.length).length === 1,
    ({ told }) => told.acknowledged.push(...told.waiting.splice(0)),
  ),
  'a record that is acknowledged and waits': where(
    ({ told }) => told.acknowledged.length > 0,
    ({ told }) => told.waiting.unshift(...told.acknowledged.slice(0, 1)),
  ),
  'a producer that waits for a record that was not sent': where(always, ({ told }) => told.waiting.push('u')),
  'a producer that stops waiting, and waits again': where(
    ({ told, toldAfter }) => told.waiting.length > 0 && toldAfter?.waiting.includes(told.waiting[0] ?? '') === true,
    ({ told }) => told.waiting.shift(),
  ),
}
