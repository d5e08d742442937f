/** Longer searches from memory and by the rules. */
import { Arena } from '../../explorer/arena'
import { adaptive } from '../../explorer/memo/adaptive'
import { question, subjectOf } from '../questions/question'
import { world } from '../records/pinned'
import { casesBetween, findTheSame, MOST_STATES, small } from './memo.fixture'

findTheSame([...casesBetween(MOST_STATES.short, MOST_STATES.long), ...small])

const FIRST_BY_RULES = 2000
const MOST_EXPANDED = 16_000

it('memory that still learns is kept: with KRaft and three brokers one question in ninety is new for long', () => {
  const bounds = world(3, 1, 3, { 'process-crash': 1, 'isr-shrink': 2 })
  const { machine, properties } = subjectOf(question({ kafka: '4.3', settings: { minIsr: 2 }, bounds }))
  const best = adaptive(machine, properties, { firstByRules: FIRST_BY_RULES })
  const arena = new Arena(machine.states.words)
  const first = new Int32Array(machine.states.words)
  machine.states.write(machine.initial, first, 0)
  arena.link(arena.add(first), -1, 0)
  for (let index = 0; index < MOST_EXPANDED; index++) {
    const taking = best(index)
    taking.expand(arena.chunk(index), arena.offset(index), () => {
      const added = arena.add(taking.packed)
      if (added >= 0) arena.link(added, index, taking.ordinal())
    })
  }
  const { asked, count } = best(MOST_EXPANDED)
  expect(count.expanded).toBe(MOST_EXPANDED - FIRST_BY_RULES)
  expect(asked / count.expanded / (machine.actions.all.length + properties.length)).toBeGreaterThan(1 / 100)
})
