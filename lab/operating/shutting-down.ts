/** SIGTERM: KafkaServer.shutdown, with the attempts of KafkaServer.controlledShutdown before it. */
import { brokerSettings } from './broker-settings'
import { everyPartition, hostOf, isControlled, type Deployment, type Host } from './deployment'
import { askedToHandOver, closed } from './events'
import { agreedOf, placeOf, type Partition } from './partition'
import { later } from './time'

export interface ShutDown {
  readonly deployment: Deployment
  /** How it stopped, for the operator. */
  readonly told: string
}

/**
 * A broker asks the controller to move its partitions, waits after each attempt that fails, and stops. It goes on serving
 * meanwhile. Where steps are taken one by one no time passes.
 */
export const shutDown = (deployment: Deployment, host: Host): ShutDown => {
  const settingOf = (name: string): string =>
    brokerSettings(deployment.kafka, host.id, host.overrides).find((one) => one.name === name)?.value ?? ''
  if (settingOf('controlled.shutdown.enable').toLowerCase() === 'false')
    return {
      deployment: closed(deployment, host.id),
      told: 'has stopped without a controlled shutdown: controlled.shutdown.enable=false',
    }
  const retries = Number(settingOf('controlled.shutdown.max.retries'))
  const backoff = Number(settingOf('controlled.shutdown.retry.backoff.ms'))
  let present = deployment
  for (let attempt = 1; attempt <= retries; attempt++) {
    present = askedToHandOver(present, host.id)
    if (hasHandedOver(present, host.id))
      return { deployment: closed(present, host.id), told: `has stopped: a controlled shutdown${inAttempts(attempt)}` }
    if (present.goesOn) present = later(present, Math.max(0, backoff))
  }
  const passed = (present.now - deployment.now) / 1_000
  return {
    deployment: closed(present, host.id),
    told: `has stopped; its controlled shutdown failed ${retries} times in ${passed} s`,
  }
}

const inAttempts = (attempts: number): string => (attempts === 1 ? '' : ` after ${attempts} attempts`)

/** KafkaController.doControlledShutdown answers the partitions that the broker still leads, of those with several replicas. */
const hasHandedOver = (deployment: Deployment, id: number): boolean =>
  isControlled(deployment) &&
  hostOf(deployment, id)?.cutOffAt === undefined &&
  !everyPartition(deployment).some((partition) => partition.replicas.length > 1 && isLedBy(partition, id))

const isLedBy = (partition: Partition, id: number): boolean => {
  const place = placeOf(partition, id)
  return place !== undefined && agreedOf(partition).leader === place
}
