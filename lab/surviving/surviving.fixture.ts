/** Every minimal set of a row is held to what it says, both ways. */
import { scheduleInToken } from '../questions/case-schedule'
import { kafkaCase } from '../questions/kafka-case'
import { check } from '../searching/check'
import { below } from './lattice'
import { questionOf, type FaultSet } from './survive'
import { harms } from './harms'
import { questionOfRow, settingsText, survivalRow, type SurvivalRow, type SurvivalSettings } from './record'
import { rowsAlike } from './rows-alike'

export const quiet = {
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

/** Rows, asked again. A search that answers for several of them is made once, for the first that is asked. */
export const askingAgain = (rows: readonly SurvivalRow[]): ((row: SurvivalRow) => Promise<void>) => {
  const answered = new Map<string, SurvivalRow>()
  return async (row) => {
    if (!answered.has(settingsText(row))) {
      const waiting = rows.filter((other) => other !== row && !answered.has(settingsText(other)))
      const said = await rowsAlike(settingsOf(row), waiting.map(settingsOf), quiet)
      for (const one of said) answered.set(settingsText(one), one)
    }
    expect(answered.get(settingsText(row))).toEqual(row)
  }
}

/** Rows that one search answers for are those that are found if each is asked alone. Returns how many searches there were. */
export const areAskedAlike = async (rows: readonly SurvivalRow[]): Promise<number> => {
  const [first, ...others] = rows
  if (first === undefined) return 0
  const said = await rowsAlike(settingsOf(first), others.map(settingsOf), quiet)
  for (const row of said) expect(await survivalRow(settingsOf(row), quiet)).toEqual(row)
  const names = said.map(settingsText)
  return 1 + (await areAskedAlike(others.filter((row) => !names.includes(settingsText(row)))))
}

/** The settings of a row, without its answers. */
const settingsOf = ({ kafka, brokers, minIsr, acks, unclean, elr }: SurvivalSettings): SurvivalSettings => ({
  ...{ kafka, brokers, minIsr, acks, unclean },
  ...(elr === undefined ? {} : { elr }),
})
