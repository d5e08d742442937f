import { question, type Differing } from '../questions/question'
import { repaired, repairs } from './kraft-repairs'
import { broken, holds, world, type Pinned } from './pinned'

/** With eligible leader replicas, and what 4.3 needs to hold. */
const withElr = (
  name: string,
  kafka: string,
  budget: Parameters<typeof world>[3],
  expected: Pinned['expected'],
): Pinned => {
  const asked: Differing = {
    ...{ kafka, with: repairs, settings: { minIsr: 2 } },
    bounds: { ...world(2, 1, 3, budget), kraft: { metadataLag: 2, elr: true } },
  }
  return { name: `${kafka} with ELR, ${name}`, question: question(asked), expected }
}

/** 4.3 with what it needs, where the controller fails over once (docs/decisions/0067). */
const failingOver = (
  name: string,
  minIsr: number,
  budget: Parameters<typeof world>[3],
  expected: Pinned['expected'],
): Pinned => ({
  name: `4.3 with a failover, ${name}`,
  question: question(
    repaired({ settings: { minIsr }, bounds: world(2, 1, 3, { 'controller-failover': 1, ...budget }) }),
  ),
  expected,
})

/** A process that starts between a change and its commit leads for a moment with an ISR that is over (S13). It serves nobody. */
const withFailover: readonly Pinned[] = [
  failingOver('and out of the ISR', 1, { 'isr-shrink': 1 }, holds(288, 13)),
  failingOver('and out of the ISR, two copies', 2, { 'isr-shrink': 1 }, holds(500, 14)),
  failingOver('and a session that expires', 1, { 'session-expiry': 1 }, holds(2195, 16)),
  failingOver('and a clean shutdown', 2, { 'clean-shutdown': 1 }, holds(8685, 25)),
  failingOver('and a crash', 1, { 'process-crash': 1 }, holds(13443, 20)),
  failingOver('a crash, and out of the ISR', 1, { 'process-crash': 1, 'isr-shrink': 1 }, broken('S13', 12, 19096)),
]

/**
 * Small bounds for the releases with eligible leader replicas, searched exhaustively: they hold, but for 4.0, whose controller elects
 * a last known leader that is fenced (B20).
 */
const eligible: readonly Pinned[] = ['4.0', '4.1', '4.3'].flatMap((kafka) => [
  withElr('a session that expires', kafka, { 'session-expiry': 1 }, holds(376, 13)),
  withElr('a leader that moves, and out of the ISR', kafka, { 'isr-shrink': 1, 'leader-move': 1 }, holds(704, 15)),
  withElr('a clean shutdown', kafka, { 'clean-shutdown': 1 }, holds(1329, 20)),
  withElr('a crash', kafka, { 'process-crash': 1 }, holds(1802, 18)),
  withElr('a machine that loses records', kafka, { 'machine-crash': 1 }, holds(2079, 19)),
  withElr('a crash, and out of the ISR', kafka, { 'process-crash': 1, 'isr-shrink': 1 }, holds(13791, 23)),
  withElr('the last replica loses records', kafka, { 'machine-crash': 1, 'isr-shrink': 1 }, holds(18174, 23)),
  ...(kafka === '4.0' ? [withElr('two crashes', kafka, { 'process-crash': 2 }, broken('S16', 7, 1113))] : []),
])

export const kraftWorlds: readonly Pinned[] = [...eligible, ...withFailover]
