/** R24 (docs/field-reports.md): the high watermark of a follower moves before that of its leader. */
import { explore } from '../../explorer/breadth'
import { numberOf, question, subjectOf, type Differing } from '../questions/question'
import { world } from './pinned'

const FIRST = 'hypothetical-follower-first'

/** The property that breaks, and after how many steps; undefined: none does. */
const breachOf = (asked: Differing): string | undefined => {
  const { machine, properties } = subjectOf(question({ settings: { minIsr: 2 }, ...asked }))
  const { verdict, breach } = explore(machine, properties)
  expect(verdict).not.toBe('inconclusive')
  return breach && `${numberOf(breach.breaches[0]?.property ?? '')} after ${breach.actions.length} steps`
}

const moved = world(2, 1, 3, { 'leader-move': 2 })

describe('R24: if a follower raises its high watermark before its leader does,', () => {
  test('a leader that becomes a follower truncates what the next leader has committed, sooner than in 0.10.2 as it was', () => {
    expect(breachOf({ kafka: '0.10.2', bounds: moved })).toBe('S19 after 7 steps')
    expect(breachOf({ kafka: '0.10.2', with: [FIRST], bounds: moved })).toBe('S14 after 5 steps')
  })

  test('a third replica is a fetch behind as before', () => {
    const crash = world(3, 1, 2, { 'process-crash': 1 })
    expect(breachOf({ kafka: '0.10.2', with: [FIRST], bounds: crash })).toBe('S19 after 8 steps')
  })

  test('nothing breaks where followers truncate by leader epochs (KIP-101)', () => {
    expect(breachOf({ with: [FIRST], bounds: moved })).toBeUndefined()
    expect(breachOf({ with: [FIRST], without: ['kip-101'], bounds: moved })).toBe('S14 after 5 steps')
  })
})
