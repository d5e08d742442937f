import { smallStorage, type SmallStorage } from '../../model/storage/storage-bounds'
import { defaultSettings, type Bounds, type Settings } from '../../model/bounds'
import { question, type Differing } from '../questions/question'
import { broken, holds, world, type Pinned } from './pinned'

const minIsr2: Settings = { ...defaultSettings, minIsr: 2 }

/** Bounds with the log on disk: one record in a segment, no keys, no retention, no clock, unless it is said. */
export const stored = (
  brokers: number,
  records: number,
  epochs: number,
  budget: Partial<Bounds['faults']>,
  differing: Partial<SmallStorage> = {},
  settings: Settings = minIsr2,
): Pick<Differing, 'bounds' | 'settings'> => {
  const small: SmallStorage = {
    ...{ segmentRecords: 1, keys: 0, tombstones: [], retention: -1, time: 0, cleanup: 'delete', deletesRecords: false },
    ...differing,
  }
  const { minIsr, uncleanElection } = settings
  const storage = smallStorage(small, { minIsr, uncleanElection })
  return { settings, bounds: { ...world(brokers, records, epochs, budget), storage } }
}

const atMessages = ({ bounds, ...rest }: ReturnType<typeof stored>): Differing => ({
  ...rest,
  bounds: { ...bounds, grain: 'message' },
})

/** The historic bugs of the log on disk: docs/bugs.md explains the names. Those of the cleaner are in compaction-bugs.ts. */
export const storageBugs: readonly Pinned[] = [
  {
    name: 'B35-storage',
    story: 'the machines of all replicas crash, and nobody has flushed the record',
    question: question({ ...stored(2, 1, 3, { 'machine-crash': 2 }), runs: 'any', properties: ['S15'] }),
    expected: broken('S15', 6, 60),
  },
  {
    name: 'B36',
    story: 'a checkpoint of epochs is lost, and recovery does not enter epoch 0',
    question: question({
      ...stored(2, 1, 3, { 'process-crash': 1, 'lost-checkpoint': 1 }),
      with: ['kafka-10432-flaw'],
      properties: ['S8'],
    }),
    expected: broken('S8', 4, 43),
    heldBy: 'baseline',
    held: holds(429, 14),
  },
  {
    name: 'B37',
    story: 'the checkpoint loses a high watermark, and a member of the ISR truncates its whole log',
    question: question({
      ...stored(2, 1, 2, { 'process-crash': 2, 'leader-move': 1 }),
      kafka: '0.10.2',
      without: ['kafka-1647'],
      unlike: '0.10.2',
      properties: ['S1'],
    }),
    expected: broken('S1', 11, 1789),
  },
  {
    name: 'B38',
    story:
      'a crash while logs are loaded is taken for a clean shutdown, and retention deletes a record that is not old',
    question: question({
      ...stored(2, 1, 3, { 'clean-shutdown': 1, 'crash-while-loading': 1 }, { retention: 1, time: 1 }),
      without: ['kafka-10471'],
      properties: ['S23'],
    }),
    expected: broken('S23', 8, 809),
    heldBy: 'baseline',
    held: holds(2038, 16),
  },
  {
    name: 'B38-recovery-point',
    story: 'recovery moves the recovery point over what is not flushed, and the next one does not look there',
    question: question({
      ...stored(2, 2, 1, { 'process-crash': 1, 'machine-crash': 1 }),
      without: ['kafka-10101'],
      properties: ['S21'],
    }),
    expected: broken('S21', 7, 451),
    heldBy: 'baseline',
    held: holds(5416, 16),
  },
  {
    name: 'B39',
    story: 'an append fails halfway, and the next batch is written behind a part of the one that failed',
    question: question({
      ...stored(2, 2, 3, { 'io-error': 1 }),
      without: ['kafka-10778'],
      properties: ['S21'],
    }),
    expected: broken('S21', 2, 19),
    heldBy: 'baseline',
    held: holds(1300, 16),
  },
  {
    name: 'B39-acknowledged',
    story: 'the same where the batch is acknowledged, and recovery throws it away',
    question: question({
      ...stored(1, 2, 1, { 'io-error': 1 }, {}, { ...defaultSettings, minIsr: 1 }),
      without: ['kafka-10778'],
      properties: ['S1'],
    }),
    expected: broken('S1', 4, 42),
    heldBy: 'baseline',
    held: holds(36, 5),
  },
  {
    name: 'B41',
    story: 'an append fails after the batch is written, and the next one gets its offset',
    question: question({
      ...stored(2, 2, 3, { 'io-error': 1 }),
      without: ['kafka-7866', 'kafka-10778'],
      properties: ['S21'],
    }),
    expected: broken('S21', 2, 17),
    heldBy: 'baseline',
    held: holds(1300, 16),
  },
  {
    name: 'B41-given-twice',
    bug: 'B41',
    story: 'the same: the leader gives the offset to another record in its epoch',
    question: question({
      ...stored(1, 2, 1, { 'io-error': 1 }, {}, { ...defaultSettings, minIsr: 1 }),
      without: ['kafka-7866', 'kafka-10778'],
      properties: ["S21'"],
    }),
    expected: broken("S21'", 2, 12),
    heldBy: 'baseline',
    held: holds(36, 5),
  },
  {
    name: 'B27-given-twice',
    bug: 'B27',
    story: 'a leader loses what it has not flushed, goes on in its epoch, and gives the offsets anew',
    question: question({
      ...stored(2, 2, 1, { 'machine-crash': 1, 'controller-failover': 1 }),
      properties: ["S21'"],
    }),
    expected: broken("S21'", 7, 606),
  },
  {
    name: 'B43',
    story: 'a follower is told that it is out of range, and throws its log away',
    question: question({
      ...stored(2, 1, 2, { 'process-crash': 1 }),
      without: ['kafka-2143', 'kafka-2477'],
      properties: ['S15'],
    }),
    expected: broken('S15', 6, 102),
    heldBy: 'baseline',
    held: holds(234, 13),
  },
  {
    name: 'B43-high-watermark',
    story: 'a follower begins a new log, and leads with a high watermark below its start',
    question: question({
      ...atMessages(
        stored(
          2,
          1,
          2,
          { 'leader-move': 1, 'isr-shrink': 1 },
          { retention: 0, time: 1 },
          { ...defaultSettings, minIsr: 1 },
        ),
      ),
      without: ['kafka-9491'],
      properties: ['S20'],
    }),
    expected: broken('S20', 13, 1504),
    heldBy: 'baseline',
    held: holds(8810, 31),
  },
]
