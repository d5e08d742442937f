/** KafkaController.checkAndTriggerAutoLeaderRebalance: the preferred replicas become leaders again. */
import { everyPartition, isControlled, type Deployment } from './deployment'
import { preferred, withPartition } from './elections'
import { healed } from './healing'
import { agreedOf, type Partition } from './partition'
import { since } from './release'

/** The first check of a controller, and leader.imbalance.check.interval.seconds. */
const FIRST = 5_000
const INTERVAL = 300_000

/** leader.imbalance.per.broker.percentage, as a part of one. */
const MOST = 0.1

/** What the check does that was due between `before` and now. auto.leader.rebalance.enable is true by default since 0.8.2. */
export const rebalanced = (deployment: Deployment, before: number): Deployment => {
  const { kafka, now, controllerSince } = deployment
  const checks = (time: number): number => Math.floor((time - controllerSince - FIRST) / INTERVAL)
  const isDue = now - controllerSince >= FIRST && checks(now) > checks(Math.max(before, controllerSince))
  if (!isDue || !isControlled(deployment) || !since(kafka, '0.8.2.0')) return deployment
  return deployment.hosts.reduce((present, { id }) => rebalancedFor(present, id), deployment)
}

const rebalancedFor = (deployment: Deployment, broker: number): Deployment => {
  const preferring = everyPartition(deployment).filter(({ replicas }) => replicas[0] === broker)
  const led = preferring.filter((partition) => agreedOf(partition).leader !== 0)
  if (led.length <= MOST * preferring.length) return deployment
  return healed(led.reduce(movedBack, deployment))
}

const movedBack = (deployment: Deployment, partition: Partition): Deployment => {
  const moved = preferred(partition)
  return moved === undefined ? deployment : withPartition(deployment, moved)
}
