import type { Finding, Trace } from '../../contract/run'
import type { Replay } from '../../contract/schedule'
import type { Breach } from '../../explorer/judge'
import type { Retaken } from '../../explorer/replay'
import type { Case } from '../questions/case'
import type { Taken } from '../questions/case-schedule'

/** A schedule that was taken, as it looks to people: one line a step. */
export const traceOf = <S, A>(
  { schedule, view }: Pick<Taken<S, A>, 'schedule' | 'view'>,
  { initial, steps, breaches = [] }: Replay<S, A> & Partial<Pick<Retaken<S, A>, 'breaches'>>,
): Trace => {
  const [texts, codes] = [schedule.texts(), schedule.codes()]
  const shown = steps.map(({ action, state }, index) => {
    const before = steps[index - 1]?.state ?? initial
    const fault = view.fault(before, action, state)
    return {
      event: texts[index] ?? '',
      code: codes[index] ?? '',
      ...(fault === undefined ? {} : { fault }),
      cells: view.cells(state, view.rowOf?.(before, action, state)),
      notes: view.notes(before, action, state),
    }
  })
  const first = view.cells(initial)
  const cells = [first, ...shown.map((step) => step.cells)].flat()
  const legend = view.legend.filter(({ sign }) => cells.some((cell) => sign.test(cell)))
  return {
    ...{ columns: view.columns, legend: legend.map(({ meaning }) => meaning), initial: first, steps: shown },
    ...endOf(breaches),
  }
}

/** How a schedule ends that breaks a property of convergence. */
const endOf = ([blamed]: readonly Breach[]): Pick<Trace, 'loop' | 'deadEnd'> => ({
  ...(blamed?.loop === undefined ? {} : { loop: blamed.loop }),
  ...(blamed?.isDeadEnd ? { deadEnd: true } : {}),
})

/** A breach, and where its property stands on the ladder. */
export const findingOf = (asked: Case, { property, verdict }: Breach): Finding => {
  const rung = asked.rungOf(property)
  return { property, sentence: verdict, ...(rung === undefined ? {} : { rung }) }
}
