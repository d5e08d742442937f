import { question } from '../questions/question'
import { heldWith, repairs } from './kraft-repairs'
import { broken, holds, world, type Expected, type Pinned } from './pinned'

/** A bug that no table searches for: its search is too long, or was not made. */
export interface Told extends Pinned {
  /** The schedule, where nobody has searched for the shortest one. */
  readonly token?: string
}

const [resetRemote, keepProposal] = repairs

const unsearched = (property: string, steps: number): Expected => ({ verdict: 'broken', property, steps })

/** docs/bugs.md and docs/findings explain them. */
export const told: readonly Told[] = [
  {
    name: 'B61',
    story: 'a leader counts a fetch of an earlier epoch, in which the follower had more',
    question: question({
      without: ['hypothetical-fenced-count'],
      settings: { minIsr: 2 },
      bounds: { ...world(3, 1, 3, { 'leader-move': 2 }), grain: 'message' },
    }),
    expected: broken('S14', 28, 4_102_091),
    heldBy: 'baseline',
  },
  {
    name: 'B61-kraft',
    bug: 'B61',
    story: 'the same with KRaft',
    question: question({
      kafka: '4.3',
      with: [resetRemote, keepProposal],
      settings: { minIsr: 2 },
      bounds: { ...world(3, 1, 3, { 'clean-shutdown': 1, 'leader-move': 1 }), grain: 'message' },
      properties: ['S1', 'S2', 'S4', 'S14', 'S15', 'S19'],
    }),
    expected: unsearched('S14', 16),
    ...heldWith(),
    token:
      'tm1:kafka=4.3:with=hypothetical-reset-remote,hypothetical-keep-proposal:brokers=3:records=1:epochs=3:leader=1:grain=message:faults=clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:property=S1,S2,S4,S14,S15,S19:p1,sf3,a1.3,b1.3,g3.1,sf3,a1.3,m2,mr2.0,mr3.0,sf3,a2.3,g3.2,cs2,mr1.0,b1.3:980dd4da',
  },
  {
    name: 'B70',
    story: 'a fetch before registration lets in a later process, which has lost its records',
    question: question({
      kafka: '4.3',
      with: repairs,
      settings: { minIsr: 2 },
      bounds: {
        ...world(2, 1, 3, { 'machine-crash': 1, 'process-crash': 1 }),
        ...{ grain: 'message', kraft: { metadataLag: 2, elr: true } },
      },
      properties: ['S1'],
    }),
    expected: broken('S1', 22, 163_418),
    ...heldWith('hypothetical-known-process'),
    held: holds(660_676, 46),
  },
  {
    name: 'B72',
    story: 'a follower appends what its leader got in an earlier epoch, behind a record of a later one',
    question: question({
      kafka: '4.3',
      with: repairs,
      settings: { minIsr: 2 },
      bounds: { ...world(3, 4, 3, { 'leader-move': 2, 'late-read': 1 }), fetchRecords: 2 },
      properties: ['S1'],
    }),
    expected: broken('S1', 20, 5_870_440),
    ...heldWith('hypothetical-fresh-bytes'),
  },
]
