import { accountOf } from '../lab/telling/account/account-of'
import { fingerprintOf } from '../lab/questions/case-schedule'
import { rerunOf } from '../lab/telling/rerun'
import { findingsText } from '../reports/check'
import { pageApp } from '../reports/page/bundle'
import { pageHtml } from '../reports/page/html'
import { noPaint } from '../reports/paint'
import { traceText } from '../reports/trace'
import { counted } from '../reports/words'
import { scheduleOf, type Failure } from './failure'

/**
 * A failure as people read it: the schedule, one line per step with the state after it, and what its last step breaks.
 */
export const text = <S, A>(failure: Failure<S, A>): string => {
  const { trace, findings, token } = rerunOf(scheduleOf(failure, failure.actions))
  return [
    traceText(trace, noPaint, `BROKEN ${failure.property}`),
    '',
    findingsText(findings, noPaint, [proofText(failure, trace.deadEnd)]),
    `replay    ${token}`,
  ].join('\n')
}

const proofText = <S, A>({ actions, isShortest, loop }: Failure<S, A>, isDeadEnd = false): string => {
  const length = counted(actions.length, 'step')
  if (loop !== undefined)
    return `from step ${loop} on, these steps can be repeated for ever, and each healing action has its turn`
  if (isDeadEnd) return 'no healing action is enabled after the last step'
  return isShortest
    ? `this is a shortest counterexample: none has fewer than ${length}`
    : `${length}; there may be a shorter schedule`
}

/**
 * A failure as one self-contained HTML file: the steps as a picture, every state field by field, and the actions that
 * were not enabled with the reason. It needs nothing from the network.
 */
export const page = <S, A>(failure: Failure<S, A>): string => {
  const one = scheduleOf(failure, failure.actions)
  const account = accountOf(one)
  const title = `${failure.machine.name}: ${failure.property}`
  const found = { title, fingerprint: fingerprintOf(one), property: failure.property, times: 1, found: ['a token'] }
  return pageHtml(
    { format: 1, kind: 'tidemark page', title, command: 'page', findings: [{ ...found, account }], plots: [] },
    pageApp(),
  )
}
