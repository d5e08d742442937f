/** What the controller does where the configuration of the topic changes. */
import { NONE } from '../../../kit/schema'
import { smallStorage } from '../../storage/storage-bounds'
import { registrationOf } from './image'
import { played, type Asked } from './kraft.fixture'
import { machineOf } from './kraft.fixture'

const small = { segmentRecords: 1, keys: 0, tombstones: [], retention: -1, time: 0, deletesRecords: false }
const plain = smallStorage({ ...small, cleanup: 'delete' }, { minIsr: 2, uncleanElection: false })
const [first] = plain.configs
const storage = { ...plain, configs: [first, { ...first, minIsr: 1 }, { ...first, uncleanElection: true }] } as const

const asked: Asked = {
  elr: true,
  bounds: { brokers: 2, records: 1, storage, faults: { 'process-crash': 1 } },
}

const OUT = 'the process of broker 2 crashes\ncontroller fences broker 2'

/** The text of the step that brings configuration `version` into force. */
const setting = (version: number): string => machineOf(asked).actions.print({ type: 'ChangeConfig', version })

describe('another min.insync.replicas', () => {
  test('clears the eligible leader replicas since KAFKA-18649, and nothing else', () => {
    const before = registrationOf(played(OUT, asked).state, 0)
    const after = registrationOf(played(`${OUT}\n${setting(1)}`, asked).state, 0)
    expect(before).toMatchObject({ isr: 0b01, elr: 0b10 })
    expect(after).toMatchObject({ leader: 0, leaderEpoch: 0, isr: 0b01, elr: 0, lastKnownLeader: NONE })
    const kept = played(`${OUT}\n${setting(1)}`, { ...asked, without: ['kafka-18649'] })
    expect(registrationOf(kept.state, 0).elr).toBe(0b10)
  })

  test('clears the last known leader, also where no replica is eligible', () => {
    const lost = `${OUT}
      the process of broker 1 crashes
      controller fences broker 1
      broker 1 starts
      broker 1 registers
      broker 2 starts
      broker 2 registers`
    const crashes: Asked = { ...asked, bounds: { ...asked.bounds, epochs: 4, faults: { 'process-crash': 2 } } }
    expect(registrationOf(played(lost, crashes).state, 0)).toMatchObject({ elr: 0, lastKnownLeader: 0 })
    expect(registrationOf(played(`${lost}\n${setting(1)}`, crashes).state, 0).lastKnownLeader).toBe(NONE)
  })

  test('is a change of the partition only where something is cleared', () =>
    expect(registrationOf(played(setting(1), asked).state, 0).partitionEpoch).toBe(0))

  test('is refused where it is in force', () =>
    expect(played('', asked).refusal(setting(0))).toBe('is in force already'))
})

test('another setting leaves the eligible leader replicas as they are', () =>
  expect(registrationOf(played(`${OUT}\n${setting(2)}`, asked).state, 0).elr).toBe(0b10))
