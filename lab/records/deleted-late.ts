import { defaultSettings } from '../../model/bounds'
import { question } from '../questions/question'
import { changed } from './changes'
import { broken, holds, type Pinned } from './pinned'
import { stored } from './storage-bugs'

const minIsr1 = { ...defaultSettings, minIsr: 1 }

/** What is of no more use, and stays on disk: docs/bugs.md explains the names. No safety property sees it. */
export const deletedLate: readonly Pinned[] = [
  {
    name: 'kip-33-late-copy',
    story: 'a record counts as young, because it was written to the file a short while ago',
    question: question({
      ...stored(2, 1, 1, {}, { retention: 0, time: 1 }, minIsr1),
      without: ['kip-33'],
      properties: ['L11'],
    }),
    expected: broken('L11', 5, 25),
    heldBy: 'baseline',
    held: holds(26, 7),
  },
  {
    name: 'kafka-7400-below-log-start',
    story: 'records are deleted, the topic becomes a compacted one, and their segment stays',
    question: question({
      ...changed(stored(1, 2, 1, {}, { deletesRecords: true }, minIsr1), 'cleanup.policy=compact'),
      without: ['kafka-7400'],
      properties: ['L11'],
    }),
    expected: broken('L11', 4, 36),
    heldBy: 'baseline',
    held: holds(36, 9),
  },
]
