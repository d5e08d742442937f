import { bytesOfBatch } from '../../../model/storage/format/writing'
import { NO_HORIZON } from '../../../model/storage/segment'
import type { Field, Schemas } from '../schemas'
import { imageBelow } from './metadata-image'
import { endOfLog, metadataRecords, type LoggedRecord } from './metadata-log'

const field = (name: string, type: string, more: Partial<Field> = {}): Field => ({
  name,
  type,
  versions: '0+',
  ...more,
})

/** As in kafka-metadata.jar, and shorter. */
const schemas: Schemas = {
  nameOf: () => undefined,
  of: (type, apiKey) =>
    type === 'metadata' && apiKey === 17
      ? {
          ...{ apiKey, type, name: 'BrokerRegistrationChangeRecord', validVersions: '0-1', flexibleVersions: '0+' },
          fields: [
            field('BrokerId', 'int32'),
            field('Fenced', 'int8', { taggedVersions: '0+', tag: 0 }),
            field('InControlledShutdown', 'int8', { versions: '1+', taggedVersions: '1+', tag: 1 }),
          ],
        }
      : undefined,
}

/** Bytes below 0x80 are the same in UTF-8. */
const batch = (offset: number, value: readonly number[], isControl = false): Buffer => {
  const text = String.fromCharCode(...value)
  const one = { offset, epoch: 0, key: null, value: text, timestamp: 0, size: 0, deleteHorizon: NO_HORIZON, count: 1 }
  const bytes = Buffer.from(bytesOfBatch({ ...one, count: 1 }))
  if (isControl) bytes[22] = 0x20
  return bytes
}

test('a record of the metadata log is read with the fields that are only there where they changed', () => {
  const shutdown = [1, 17, 1, 0, 0, 0, 3, 1, 1, 1, 1] // broker 3; one tag: number 1, one byte, 1
  const unknown = [1, 99, 0]
  const bytes = Buffer.concat([batch(4, shutdown), batch(5, unknown)])
  expect(metadataRecords(schemas, bytes)).toEqual([
    { offset: 4, name: 'BrokerRegistrationChangeRecord', fields: { BrokerId: 3, InControlledShutdown: 1 } },
  ])
  expect(endOfLog(bytes)).toBe(6)
})

test('what only the quorum reads is no record, and takes an offset', () => {
  const bytes = batch(0, [1, 17, 0, 0, 0, 0, 1, 0], true)
  expect(metadataRecords(schemas, bytes)).toEqual([])
  expect(endOfLog(bytes)).toBe(1)
})

const records: readonly LoggedRecord[] = [
  { name: 'RegisterBrokerRecord', fields: { BrokerId: 3, BrokerEpoch: 7, Fenced: true } },
  { name: 'RegisterBrokerRecord', fields: { BrokerId: 3, BrokerEpoch: 7, Fenced: true } },
  { name: 'BrokerRegistrationChangeRecord', fields: { BrokerId: 3, BrokerEpoch: 7, Fenced: -1 } },
  { name: 'PartitionRecord', fields: { Leader: 1, LeaderEpoch: 0, Isr: [1, 2, 3], LeaderRecoveryState: 0 } },
  { name: 'PartitionChangeRecord', fields: { Leader: 3 } },
  { name: 'PartitionChangeRecord', fields: { Leader: 1, Isr: [1, 2] } },
  { name: 'BrokerRegistrationChangeRecord', fields: { BrokerId: 3, BrokerEpoch: 7, InControlledShutdown: 1 } },
  { name: 'PartitionChangeRecord', fields: { Isr: [1], EligibleLeaderReplicas: [2] } },
].map((record, offset) => ({ offset, ...record }))

test('a change that names a leader takes a leader epoch, and what it does not name stays', () => {
  const at = (end: number): unknown => imageBelow(records, end).partition
  expect(at(3)).toBeUndefined()
  expect(at(5)).toMatchObject({ leader: 3, leaderEpoch: 1, isr: [1, 2, 3] })
  expect(at(6)).toMatchObject({ leader: 1, leaderEpoch: 2, isr: [1, 2], elr: [] })
  expect(at(8)).toMatchObject({ leader: 1, leaderEpoch: 2, isr: [1], elr: [2], isRecovering: false })
})

test('a process that registers again with the same epoch has registered once', () => {
  expect(imageBelow(records, 2).brokers.get(3)).toEqual({ epochs: [7], isFenced: true, inControlledShutdown: false })
  expect(imageBelow(records, 8).brokers.get(3)).toEqual({ epochs: [7], isFenced: false, inControlledShutdown: true })
})
