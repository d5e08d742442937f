import { question } from '../questions/question'
import { broken, holds, moving, world, type Pinned } from './pinned'

/** What goes wrong while replicas move: docs/bugs.md explains the names. */
export const reassignmentBugs: readonly Pinned[] = [
  {
    name: 'B26',
    story: 'a late StopReplica deletes a replica that is in the ISR again',
    question: question({
      bounds: moving(world(2, 1, 4, { 'repeated-request': 1 }), [0, 1], [0], [0, 1]),
      without: ['kip-570'],
      properties: ['S1'],
    }),
    expected: broken('S1', 16, 1115),
    heldBy: 'baseline',
    held: holds(1098, 17),
  },
  {
    name: 'B66',
    story: 'a leader acknowledges without an old replica that is still in the ISR',
    question: question({
      bounds: moving(world(2, 1, 4, {}), [0], [1]),
      without: ['hypothetical-old-replicas-count'],
      properties: ['S1'],
    }),
    expected: broken('S1', 9, 37),
    heldBy: 'baseline',
    held: holds(120, 14),
  },
  {
    name: 'B66-elected',
    story: 'the controller fails before it takes the old replica out of the ISR, and the next one elects it',
    question: question({
      bounds: moving(world(2, 1, 5, { 'process-crash': 1, 'controller-failover': 1 }), [0], [1]),
      without: ['hypothetical-old-replicas-count'],
      properties: ['S15'],
    }),
    expected: broken('S15', 11, 8357),
    heldBy: 'baseline',
    held: holds(160290, 28),
  },
]
