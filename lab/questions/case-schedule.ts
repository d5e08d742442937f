import type { Property } from '../../contract/machine'
import { scheduleOfCodes, type Schedule } from '../../contract/schedule'
import { retake, type Retaken } from '../../explorer/replay'
import { checksum } from '../../kit/checksum'
import { onDemand } from '../../kit/on-demand'
import type { Specimen } from '../../specimens/catalogue'
import type { View } from '../telling/view'
import { QUESTION_WORDS, type Options } from './words'
import { badInput } from './bad-input'
import { readCase, type Case } from './case'
import { readToken, writeToken } from './token'

/** A schedule of a case, for those who need not know what machine it is of. */
export interface CaseSchedule {
  readonly asked: Case
  readonly length: number
  run<R>(use: Use<R>): R
}

type Use<R> = <S, A>(taken: Taken<S, A>) => R

/** A schedule, what comes of it, and how that is shown. */
export interface Taken<S, A> {
  readonly schedule: Schedule<Case, S, A>
  readonly view: View<S, A>
  /** It is taken again when this is first asked, and once. */
  retaken(): Retaken<S, A>
}

export const caseSchedule = <S, A>(
  schedule: Schedule<Case, S, A>,
  properties: readonly Property<S, A>[],
  view: View<S, A>,
): CaseSchedule => {
  const retaken = onDemand(() => retake(schedule, properties))
  return { asked: schedule.question, length: schedule.length, run: (use) => use({ schedule, view, retaken }) }
}

/** The schedule of a token. `change`: the question is another one than the token asks, and the steps are the same. */
export const scheduleInToken = (
  token: string,
  specimens?: readonly Specimen[],
  change: (options: Options) => Options = (options) => options,
): CaseSchedule => {
  const { options, codes } = readToken(token)
  const asked = readCase(change(options), specimens)
  const isKnown = (name: string): boolean => (asked.isKafka ? QUESTION_WORDS.includes(name) : name in asked.options)
  const stray = Object.keys(options).find((name) => !isKnown(name))
  if (stray !== undefined) throw badInput(`this replay token names '${stray}', which is no option of its question`)
  return readSchedule(asked, codes)
}

/** A schedule from the short forms of its steps. */
export const readSchedule = (asked: Case, codes: readonly string[]): CaseSchedule =>
  asked.run((machine, properties, view) => caseSchedule(scheduleOfCodes(asked, machine, codes), properties, view))

/** The same steps, in another case. */
export const inCase = <S, A>(asked: Case, schedule: Schedule<unknown, S, A>): CaseSchedule =>
  asked.run((machine, properties, view) => caseSchedule(schedule.within(asked, machine), properties, view))

export const within = (asked: Case, { run }: CaseSchedule): CaseSchedule =>
  run(({ schedule }) => inCase(asked, schedule))

/** The first so many steps. */
export const upTo = (steps: number, { asked, run }: CaseSchedule): CaseSchedule =>
  run(({ schedule }) => inCase(asked, schedule.upTo(steps)))

const codesOf = ({ run }: CaseSchedule): readonly string[] => run(({ schedule }) => schedule.codes())

export const textsOf = ({ run }: CaseSchedule): readonly string[] => run(({ schedule }) => schedule.texts())

/** The schedule as one word, to be taken again. */
export const tokenOf = (one: CaseSchedule): string => writeToken({ options: one.asked.options, codes: codesOf(one) })

/**
 * What a failure is called: the property and the skeleton of its steps, as far as they are taken. What breaks nothing, and a specimen, has a
 * name of its own.
 */
export const fingerprintOf = (one: CaseSchedule): string =>
  one.run(({ schedule, retaken }) => {
    const { steps, breaches } = retaken()
    const [blamed] = breaches
    return blamed === undefined || !one.asked.isKafka
      ? checksum(tokenOf(one))
      : schedule.upTo(steps.length).fingerprint(blamed.property)
  })
