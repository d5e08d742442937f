import { readChanges } from '../questions/ask-changes'
import { question, type Differing } from '../questions/question'
import { broken, holds, type Pinned } from './pinned'
import { stored } from './storage-bugs'

/** Storage bounds of a topic whose configuration may change at run time: the words of --change. */
export const changed = (made: ReturnType<typeof stored>, change: string): Pick<Differing, 'bounds' | 'settings'> => {
  const storage = made.bounds?.storage
  if (storage === undefined) throw new Error('a configuration that changes without the log on disk')
  return {
    ...made,
    bounds: { ...made.bounds, storage: { ...storage, configs: readChanges(change, storage.configs[0]) } },
  }
}

const minIsr1 = { acks: 'all', minIsr: 1, uncleanElection: false } as const

/** A leader that has a record alone crashes. */
const alone = stored(2, 1, 3, { 'process-crash': 1, 'isr-shrink': 1 }, {}, minIsr1)

/** What a configuration that is changed at run time does, and what it does not. scenarios/changed-at-run-time.md tells of them. */
export const changes: readonly Pinned[] = [
  {
    name: 'unclean-for-a-moment',
    story: 'unclean election is allowed while the partition has no leader, and an acknowledged record is lost',
    question: question({
      ...changed(alone, 'unclean.leader.election.enable=true'),
      runs: 'any',
      properties: ['S1'],
    }),
    expected: broken('S1', 5, 149),
  },
  {
    name: 'unclean-never',
    story: 'the same without a change',
    question: question({ ...alone, runs: 'any', properties: ['S1'] }),
    expected: holds(518, 13),
  },
  {
    name: 'min-isr-raised',
    story: 'min.insync.replicas is raised above the ISR, and producers are refused',
    question: question({
      ...changed(stored(3, 1, 1, { 'isr-shrink': 1 }), 'min.insync.replicas=3'),
      properties: ['A2'],
    }),
    expected: broken('A2', 3, 19),
  },
  {
    name: 'retention-for-a-moment',
    story: 'retention.ms=0 is set and taken back: only what is committed and old is deleted',
    question: question(changed(stored(2, 1, 1, {}, { time: 1 }), 'retention.ms=0')),
    expected: holds(52, 9),
  },
]
