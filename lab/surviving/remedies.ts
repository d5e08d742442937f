/** What keeps a harm from coming about with the same faults: each was tried by a search within the same bounds. */
import type { Watch } from '../../explorer/node/drive'
import { optionsOf, type Options } from '../questions/ask'
import { kafkaCase } from '../questions/kafka-case'
import { kafkas, type Question } from '../questions/question'
import { check } from '../searching/check'
import type { Limits } from '../searching/engine'
import { changedBy, changesOf, changeText, servingChanges } from '../searching/remedy'
import { actFor } from './operator'
import { questionOf, type Broken } from './survive'
import type { HarmId } from './harms'

/** A change that was tried, and helps; or what an operator does. */
export interface Cure {
  readonly what: string
  /** The changed question that was searched. Absent: an act of an operator. */
  readonly question?: Options
  /** With the same faults an acknowledged record may be lost then. */
  readonly isLossy?: boolean
}

/** A change is only proposed if a search of at most so many states shows that it helps. */
const MOST_STATES = 30_000

/** The first change of settings, and the first later Kafka, with which these faults do no such harm; and what an operator can do. */
export const curesFor = async (
  asked: Question,
  id: HarmId,
  broken: Broken,
  limits: Limits,
  watch: Watch<never>,
): Promise<readonly Cure[]> => {
  const isAboutRecords = id === 'acknowledged' || id === 'read'
  const allowance = { ...limits, states: Math.min(limits.states ?? MOST_STATES, MOST_STATES) }
  const isSafe = async (changed: Question, ids: readonly HarmId[]): Promise<boolean> =>
    !watch.isInterrupted() &&
    (await check(kafkaCase(questionOf(changed, broken.faults, ids)), allowance, { ...watch, report: () => undefined }))
      .run.verdict === 'holds'
  const changes = isAboutRecords ? changesOf(asked) : servingChanges(asked)
  const settings = changes.map((change) => ({ what: changeText(change), changed: changedBy(asked, change) }))
  const later = laterThan(asked).map((kafka) => ({
    what: kafka === 'baseline' ? 'the baseline' : `Kafka ${kafka}`,
    changed: { ...asked, kafka, without: [], with: [] },
  }))
  const cures: Cure[] = []
  for (const some of [settings, later]) {
    for (const { what, changed } of some) {
      if (!(await isSafe(changed, [id]))) continue
      const isLossy = !isAboutRecords && !(await isSafe(changed, ['acknowledged']))
      cures.push({
        what,
        question: optionsOf(questionOf(changed, broken.faults, [id])),
        ...(isLossy ? { isLossy } : {}),
      })
      break
    }
  }
  const act = isAboutRecords ? undefined : actFor(asked, broken)
  return [...cures, ...(act === undefined ? [] : [{ what: act }])]
}

/** The presets after the one that is asked about. What is varied by hand has no later version. */
const laterThan = ({ kafka, without, with: put }: Question): readonly string[] =>
  without.length + put.length > 0 ? [] : kafkas.slice(kafkas.indexOf(kafka) + 1)
