/** The smaller lassos on record. And what lies on a loop at all. */
import { question } from '../questions/question'
import { lassosWithin, unusualInLoops } from './lassos.fixture'
import { repaired } from './kraft-repairs'
import { world } from './pinned'

lassosWithin(180, 1000)

describe('a step that is not fair lies on no loop, so that a run takes such steps only for a while:', () => {
  const kraft = (budget: Parameters<typeof world>[3]): readonly string[] =>
    unusualInLoops(question(repaired({ bounds: world(2, 1, 2, budget) })))

  test('with KRaft, where a broker is down, cut off, paused or out of the ISR', () => {
    expect(kraft({ 'session-expiry': 1, 'isr-shrink': 1 })).toEqual([])
    expect(kraft({ 'clean-shutdown': 1 })).toEqual([])
    expect(kraft({ pause: 1, 'isr-shrink': 1 })).toEqual([])
    expect(kraft({ 'controller-failover': 1, 'isr-shrink': 1 })).toEqual([])
    expect(kraft({ 'leader-move': 1, 'cut-link': 1 })).toEqual([])
  })

  test('with ZooKeeper, where a fetch is several steps, too', () => {
    expect(unusualInLoops(question({ bounds: world(2, 1, 3, { pause: 1, 'cut-off': 1 }) }))).toEqual([])
    const byMessages = { ...world(2, 1, 3, { 'process-crash': 1, 'isr-shrink': 1 }), grain: 'message' } as const
    expect(unusualInLoops(question({ bounds: byMessages }))).toEqual([])
  })

  test('but for a broker that is started again and again, because it exits (B50)', () => {
    const asked = question({
      without: ['kafka-7414', 'kafka-7415'],
      bounds: world(2, 1, 3, { 'machine-crash': 1, 'isr-shrink': 1 }),
    })
    expect(unusualInLoops(asked)).toEqual(['Start'])
  })
})
