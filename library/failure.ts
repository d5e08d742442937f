import type { Machine, Property } from '../contract/machine'
import type { Finding } from '../contract/run'
import { schedule, scheduleOfCodes } from '../contract/schedule'
import { refuseMisshapen } from '../lab/loading/machine-file'
import type { Show } from '../lab/loading/machine-file'
import { caseSchedule, type CaseSchedule } from '../lab/questions/case-schedule'
import { ownCase } from '../lab/questions/own-case'
import { rerunOf } from '../lab/telling/rerun'
import type { Case } from '../lab/questions/asked'

/** A machine and what is asked of it. */
export interface Subject<S, A> {
  readonly machine: Machine<S, A>
  readonly properties: readonly Property<S, A>[]
  /** How its states are shown. By default there is a column for each field of a state. */
  readonly show?: Show<S>
  /** The file that exports the machine, if tokens should name it: see `CheckOptions.file`. */
  readonly file?: string
}

/** A schedule that breaks a property. */
export interface Failure<S, A> extends Subject<S, A> {
  /** The name of the broken property. If one step breaks several, this is the first of them. */
  readonly property: string
  /** What is wrong, as the property says it. */
  readonly sentence: string
  /** The other properties that the same step breaks. */
  readonly others: readonly Finding[]
  /** The schedule. Its last step breaks the property; without steps, the initial state does. */
  readonly actions: readonly A[]
  /** The state before the first step, and after each of them. */
  readonly states: readonly S[]
  /** The steps, one line of text each. */
  readonly events: readonly string[]
  /**
   * For a property of kind converges: the first step of a loop of healing steps that can go on for ever, counted from 1.
   * Without a loop, such a schedule ends in a state in which nothing heals.
   */
  readonly loop?: number
  /** True if a search has shown that no schedule with fewer steps breaks anything. Never true for a loop or a dead end. */
  readonly isShortest: boolean
  /** The schedule as one word, for `replay`. */
  readonly token: string
}

/** The case of a subject. Throws a BadInput error if the machine or a property has another shape than expected. */
export const caseOf = <S, A>({ machine, properties, show, file }: Subject<S, A>): Case => {
  refuseMisshapen(machine, properties)
  return ownCase({
    ...{ machine, properties },
    ...(show === undefined ? {} : { show }),
    ...(file === undefined ? {} : { options: { machine: file } }),
  })
}

/** A schedule of a subject, in the form that the reports take. */
export const scheduleOf = <S, A>(subject: Subject<S, A>, actions: readonly A[]): CaseSchedule =>
  inSubject(subject, (asked, view) => caseSchedule(schedule(asked, subject.machine, actions), subject.properties, view))

/** The view of a case has the types of its machine, which is that of the subject. */
const inSubject = <S, A>(
  subject: Subject<S, A>,
  make: (asked: Case, view: Parameters<typeof caseSchedule<S, A>>[2]) => CaseSchedule,
): CaseSchedule => {
  const asked = caseOf(subject)
  return asked.run((_, __, view) => make(asked, view as unknown as Parameters<typeof caseSchedule<S, A>>[2]))
}

/** The failure of a schedule. Undefined if it breaks nothing. */
export const failureOf = <S, A>(
  subject: Subject<S, A>,
  actions: readonly A[],
  isShortest: boolean,
): Failure<S, A> | undefined => {
  const one = scheduleOf(subject, actions)
  const { findings, token, trace } = rerunOf(one)
  const [blamed, ...others] = findings
  if (blamed === undefined) return undefined
  return {
    ...subject,
    ...{ property: blamed.property, sentence: blamed.sentence, others },
    ...{ actions, states: statesOf(subject.machine, actions) },
    events: trace.steps.map(({ event }) => event),
    ...(trace.loop === undefined ? {} : { loop: trace.loop }),
    ...{ isShortest: isShortest && trace.loop === undefined && !trace.deadEnd, token },
  }
}

/** The failure that a search or a walk found. Its actions are written as codes, and read again by the machine. */
export const failureIn = <S, A>(
  subject: Subject<S, A>,
  failing: CaseSchedule | undefined,
  isShortest: boolean,
): Failure<S, A> | undefined => {
  const codes = failing?.run((taken) => taken.schedule.codes())
  const { machine } = subject
  return codes && failureOf(subject, scheduleOfCodes(machine.name, machine, codes).actions, isShortest)
}

/** The states along a schedule, up to the first step that is refused. */
export const statesOf = <S, A>(machine: Machine<S, A>, actions: readonly A[]): readonly S[] => {
  const { initial, steps } = schedule(machine.name, machine, actions).replay()
  return [initial, ...steps.map(({ state }) => state)]
}
