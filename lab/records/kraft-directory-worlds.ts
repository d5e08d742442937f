import { question } from '../questions/question'
import { directoryRepairs, repairs } from './kraft-repairs'
import { holds, world, type Pinned } from './pinned'

/** 4.3 with what it needs to hold, min.insync.replicas=2, two brokers, one record and three leader epochs. */
const held = (
  name: string,
  budget: Parameters<typeof world>[3],
  kraft: { readonly elr: boolean; readonly unassigned?: boolean },
  expected: Pinned['expected'],
): Pinned => ({
  name: `4.3 ${kraft.elr ? 'with ELR' : 'without ELR'}, ${name}`,
  question: question({
    ...{ kafka: '4.3', with: [...repairs, ...directoryRepairs], settings: { minIsr: 2 } },
    bounds: { ...world(2, 1, 3, { 'directory-failure': 1, ...budget }), kraft: { metadataLag: 2, ...kraft } },
  }),
  expected,
})

/**
 * A log directory fails. Without eligible leader replicas one more fault breaks it: the last member of the ISR loses what it has, and is
 * elected (B19).
 */
export const directoryWorlds: readonly Pinned[] = [
  held('a log directory fails', {}, { elr: false }, holds(21961, 25)),
  held('a log directory fails', {}, { elr: true }, holds(22638, 25)),
  held('a log directory fails that no replica is assigned to', {}, { elr: true, unassigned: true }, holds(229179, 27)),
  held('a log directory fails, and out of the ISR', { 'isr-shrink': 1 }, { elr: true }, holds(101691, 26)),
  held('a log directory fails, and a crash', { 'process-crash': 1 }, { elr: true }, holds(625399, 35)),
]
