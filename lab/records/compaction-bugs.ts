import { defaultSettings } from '../../model/bounds'
import { question } from '../questions/question'
import { broken, holds, type Pinned } from './pinned'
import { stored } from './storage-bugs'

/** The historic bugs of the retention task and the cleaner: docs/bugs.md explains the names. */
export const compactionBugs: readonly Pinned[] = [
  {
    name: 'B40-uncommitted',
    bug: 'B40',
    story: 'the cleaner removes a committed record for one that is truncated later',
    question: question({
      ...stored(2, 3, 3, { 'leader-move': 1 }, { keys: 1, cleanup: 'compact' }),
      without: ['kafka-13194'],
      properties: ['S22'],
    }),
    expected: broken('S22', 10, 1079),
    heldBy: 'baseline',
    held: holds(4568, 21),
  },
  {
    name: 'B40-tombstone',
    bug: 'B40',
    story: 'a tombstone with an old timestamp is removed in the first round that reads it',
    question: question({
      ...stored(
        2,
        4,
        1,
        {},
        { keys: 2, tombstones: [2], old: [2], cleanup: 'compact' },
        { ...defaultSettings, minIsr: 1 },
      ),
      without: ['kafka-4529', 'kip-534'],
      properties: ["S22'"],
    }),
    expected: broken("S22'", 13, 740),
    heldBy: 'baseline',
    held: holds(1887, 22),
  },
  {
    name: 'B40-tombstone-stays',
    bug: 'B40',
    story: 'a tombstone is kept however long ago it was first kept, because all files are of the same age',
    question: question({
      ...stored(
        1,
        3,
        1,
        {},
        { keys: 3, tombstones: [0], time: 1, cleanup: 'compact' },
        { ...defaultSettings, minIsr: 1 },
      ),
      without: ['kip-534'],
      properties: ['L12'],
    }),
    expected: broken('L12', 7, 55),
    heldBy: 'baseline',
    held: holds(70, 9),
  },
  {
    name: 'B40-log-end',
    bug: 'B40',
    story: 'the end of a log is compacted away, and a replica that copies it never joins the ISR',
    question: question({
      ...stored(2, 2, 3, { 'leader-move': 1, 'disk-loss': 1 }, { cleanup: 'compact' }),
      without: ['kafka-17076'],
      properties: ['L1'],
    }),
    expected: broken('L1', 17, 24484),
    heldBy: 'baseline',
    held: holds(25210, 25),
  },
  {
    name: 'B40-checkpoint',
    bug: 'B40',
    story: 'records take the place of compacted ones, and count as compacted',
    question: question({
      ...stored(2, 4, 3, { 'leader-move': 1 }, { keys: 1, cleanup: 'compact' }),
      kafka: '0.10.2',
      without: ['kafka-3330'],
      properties: ['L12'],
    }),
    expected: broken('L12', 13, 10985),
    heldBy: '0.10.2',
    held: holds(78813, 26),
  },
  {
    name: 'B42',
    story: 'retention deletes what is not committed, and the log starts above its high watermark',
    question: question({
      ...stored(2, 2, 2, {}, { retention: 0, time: 1 }),
      without: ['kafka-5634'],
      properties: ['S20'],
    }),
    expected: broken('S20', 3, 14),
    heldBy: 'baseline',
    held: holds(156, 9),
  },
]
