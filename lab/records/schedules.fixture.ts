/**
 * Random questions, schedules and walks, drawn from a seed: a few in npm test, more in the long tests. A failure is
 * shrunk and printed with the command that replays it.
 */
import fc from 'fast-check'
import { schedule, type Schedule } from '../../contract/schedule'
import { retake } from '../../explorer/replay'
import { checksum } from '../../kit/checksum'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { faults, type Fault } from '../../model/state'
import type { World } from '../../properties/history'
import { noPaint } from '../../reports/paint'
import { traceText } from '../../reports/trace'
import { kafkaCase } from '../questions/kafka-case'
import { inCase, tokenOf } from '../questions/case-schedule'
import { rerunOf } from '../telling/rerun'
import { propertiesOf, question, subjectOf, type Question } from '../questions/question'
import { shrinkFailure } from '../walking/shrink'
import { everything } from '../walking/draw-question'
import { failureOf, type Found } from '../walking/tally'
import { session } from '../walking/session'

const MOST_ACTIONS = 120

/** In CI, the hash of the commit. So each commit draws other schedules, and always the same ones. */
export const SEED = process.env['TIDEMARK_SEED'] ?? 'tidemark'

/** Losing records breaks what was never promised. */
const UNDRAWN: readonly Fault[] = ['machine-crash', 'id-taken-over', 'late-fetch', 'late-read']

const worlds = fc.record({
  brokers: fc.integer({ min: 2, max: 4 }),
  records: fc.integer({ min: 1, max: 4 }),
  epochs: fc.integer({ min: 1, max: 5 }),
  grain: fc.constantFrom('atomic' as const, 'message' as const),
  faults: fc.record(Object.fromEntries(faults.map((fault) => [fault, fc.nat(UNDRAWN.includes(fault) ? 0 : 2)]))),
})

/** With acks=1 Kafka promises nothing. */
const questions: fc.Arbitrary<Question> = fc
  .record({ world: worlds, minIsr: fc.integer({ min: 1, max: 2 }), acks: fc.constantFrom('0', 'all') })
  .map(({ world, minIsr, acks }) => question({ bounds: world, settings: { minIsr, acks } }))

/** Steps as numbers, each an index into the actions within the drawn bounds. A refused step is skipped. */
const schedules = fc.record({
  asked: questions,
  steps: fc.array(fc.nat(9999), { minLength: 1, maxLength: MOST_ACTIONS }),
})

const taken = (asked: Question, steps: readonly number[]): Schedule<Question, World, Action> => {
  const { machine } = subjectOf(asked)
  const { all } = machine.actions
  const actions: Action[] = []
  let state = machine.initial
  for (const step of steps) {
    const enabled = all.filter((action) => !isRefused(machine.fire(state, action)))
    const action = enabled[step % Math.max(1, enabled.length)]
    const next = action === undefined ? undefined : machine.fire(state, action)
    if (action === undefined || next === undefined || isRefused(next)) break
    actions.push(action)
    state = next
  }
  return schedule(asked, machine, actions)
}

const commandFor = (one: Schedule<Question, World, Action>): string =>
  `npm run -s tidemark -- replay ${tokenOf(inCase(kafkaCase(one.question), one))}`

const storyOf = (found: Found): string => {
  const { schedule: shrunk, target } = shrinkFailure(failureOf(found))
  const rerun = rerunOf(inCase(kafkaCase(shrunk.question), shrunk))
  return [
    `walk ${found.walk} of seed ${SEED} broke ${target}; the shortest schedule found:`,
    traceText(rerun.trace, noPaint, `BROKEN ${target}`),
    '',
    `replay  ${commandFor(shrunk)}`,
    `again   npm run -s tidemark -- walk --kafka baseline --seed ${SEED} --from ${found.walk} --runs 1`,
    `save    npm run -s tidemark -- walk --kafka baseline --seed ${SEED} --from ${found.walk} --runs 1 --save`,
  ].join('\n')
}

/** fast-check draws other schedules from each seed. */
export const noScheduleBreaks = (seed: string, runs: number): void =>
  fc.assert(
    fc.property(schedules, ({ asked, steps }) => {
      const drawn = taken(asked, steps)
      const again = retake(drawn, propertiesOf(asked))
      if (again.breaches.length > 0) throw new Error(`broken: ${commandFor(drawn.upTo(again.steps.length))}`)
    }),
    { numRuns: runs, seed: Number.parseInt(checksum(seed), 16) | 0 },
  )

/** The walks of this run, from the given one on. */
export const noWalkBreaks = (from: number, runs: number): void => {
  const asked = question({ settings: { minIsr: 2 }, bounds: { grain: 'message' } })
  const walking = session({ seed: SEED, runs, steps: 120, asked, open: everything }, from)
  walking.advance(Infinity)
  if (walking.found !== undefined) throw new Error(storyOf(walking.found))
}
