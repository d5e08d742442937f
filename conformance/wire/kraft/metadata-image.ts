/** What stands after some records of the metadata log: the partition, and the brokers. */
import type { LoggedRecord } from './metadata-log'

export interface Registration {
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  readonly elr: readonly number[]
  readonly lastKnownElr: readonly number[]
  readonly isRecovering: boolean
}

export interface RegisteredBroker {
  /** Of every registration, in order. */
  readonly epochs: readonly number[]
  readonly isFenced: boolean
  readonly inControlledShutdown: boolean
}

export interface MetadataImage {
  /** Undefined: the topic is not there. */
  readonly partition: Registration | undefined
  readonly brokers: ReadonlyMap<number, RegisteredBroker>
}

/** The image after all records below an offset. There is one topic with one partition. */
export const imageBelow = (records: readonly LoggedRecord[], end: number): MetadataImage =>
  records.filter(({ offset }) => offset < end).reduce(withRecord, { partition: undefined, brokers: new Map() })

const withRecord = (image: MetadataImage, { name, fields }: LoggedRecord): MetadataImage => {
  const { partition } = image
  switch (name) {
    case 'PartitionRecord':
      return { ...image, partition: registered(fields) }
    case 'PartitionChangeRecord':
      return partition === undefined ? image : { ...image, partition: changed(partition, fields) }
    case 'RegisterBrokerRecord':
      return withBroker(image, fields, ({ epochs }) => ({
        epochs: [...new Set([...epochs, Number(fields['BrokerEpoch'])])], // A process that registers again keeps its epoch.
        isFenced: fields['Fenced'] === true,
        inControlledShutdown: fields['InControlledShutdown'] === true,
      }))
    case 'BrokerRegistrationChangeRecord':
      return withBroker(image, fields, (broker) => ({
        ...broker,
        isFenced: fields['Fenced'] === undefined ? broker.isFenced : fields['Fenced'] === FENCED,
        inControlledShutdown: broker.inControlledShutdown || fields['InControlledShutdown'] === 1,
      }))
    default:
      return image
  }
}

/** -1: the broker was unfenced. */
const FENCED = 1

type Fields = LoggedRecord['fields']

const registered = (fields: Fields): Registration => ({
  leader: Number(fields['Leader']),
  leaderEpoch: Number(fields['LeaderEpoch']),
  isr: idsIn(fields['Isr']),
  elr: idsIn(fields['EligibleLeaderReplicas']),
  lastKnownElr: idsIn(fields['LastKnownElr']),
  isRecovering: fields['LeaderRecoveryState'] === 1,
})

/** What a record does not name stays. One that names a leader takes a leader epoch, also where it is the same leader. */
const changed = (before: Registration, fields: Fields): Registration => {
  const kept = (name: string, ids: readonly number[]): readonly number[] =>
    Array.isArray(fields[name]) ? idsIn(fields[name]) : ids
  return {
    leader: fields['Leader'] === undefined ? before.leader : Number(fields['Leader']),
    leaderEpoch: before.leaderEpoch + (fields['Leader'] === undefined ? 0 : 1),
    isr: kept('Isr', before.isr),
    elr: kept('EligibleLeaderReplicas', before.elr),
    lastKnownElr: kept('LastKnownElr', before.lastKnownElr),
    isRecovering:
      fields['LeaderRecoveryState'] === undefined ? before.isRecovering : fields['LeaderRecoveryState'] === 1,
  }
}

const idsIn = (value: unknown): readonly number[] => (Array.isArray(value) ? value.map(Number) : [])

const UNKNOWN: RegisteredBroker = { epochs: [], isFenced: true, inControlledShutdown: false }

const withBroker = (
  image: MetadataImage,
  fields: Fields,
  change: (broker: RegisteredBroker) => RegisteredBroker,
): MetadataImage => {
  const id = Number(fields['BrokerId'])
  return { ...image, brokers: new Map([...image.brokers, [id, change(image.brokers.get(id) ?? UNKNOWN)]]) }
}
