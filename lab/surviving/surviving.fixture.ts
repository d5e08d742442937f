/** Every minimal set of a row is held to what it says, both ways. */
import { scheduleInToken } from '../questions/case-schedule'
import { kafkaCase } from '../questions/kafka-case'
import { check } from '../searching/check'
import { below } from './lattice'
import { questionOf, type FaultSet } from './survive'
import { harms } from './harms'
import { questionOfRow, survivalRow, type SurvivalRow } from './record'

const quiet = {
  clock: { now: () => 0, cpu: () => 0, pause: () => Promise.resolve() },
  isInterrupted: () => false,
  report: () => undefined,
}

const less = (faults: FaultSet): readonly FaultSet[] => {
  const kinds = Object.keys(faults)
  return below(Object.values(faults)).map((set) => Object.fromEntries(kinds.map((kind, at) => [kind, set[at] ?? 0])))
}

/** The set breaks by its schedule, and each set with one fault less is searched to its end and does not. */
export const isMinimalBothWays = async (row: SurvivalRow): Promise<void> => {
  const asked = questionOfRow(row)
  for (const { id, sets } of row.cells) {
    const properties = harms.find((harm) => harm.id === id)?.properties ?? []
    for (const { faults, steps, token } of sets) {
      const broken = scheduleInToken(token).run(({ schedule, retaken }) => {
        expect(schedule.length).toBe(steps)
        return retaken().breaches.map(({ property }) => property.split(' ')[0])
      })
      expect((properties as readonly (string | undefined)[]).some((number) => broken.includes(number))).toBe(true)
      for (const smaller of less(faults)) {
        const { run } = await check(kafkaCase(questionOf(asked, smaller, [id])), {}, quiet)
        expect([id, smaller, run.verdict]).toEqual([id, smaller, 'holds'])
      }
    }
  }
}

/** The row, asked again. */
export const asksAgain = async (row: SurvivalRow): Promise<void> => {
  expect(await survivalRow(row, quiet)).toEqual(row)
}
