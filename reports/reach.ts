import type { Reach } from '../contract/reach'
import { heading, lostText, measured, pad, STOPPED, unconfirmedText, type Style } from './check'
import { shellWord } from './formats/words'
import { traceText } from './trace'
import { counted } from './words'

/** The report of a search for a goal: the shortest schedule to it, or how much was searched without reaching it. */
export const reachText = (reach: Reach, next: string, { paint, isTimed, self }: Style): string => {
  const { found } = reach
  return [
    heading(reach, paint),
    '',
    ...(found === undefined ? [] : [traceText(found.trace, paint, 'the goal'), '']),
    ...verdictText(reach, paint),
    '',
    `${pad('searched')}${measured(reach, isTimed)}`,
    ...lostText(reach),
    ...(found === undefined ? [] : [`${pad('replay')}${self} replay ${shellWord(found.token)}`]),
    `${pad('next')}${next}`,
  ].join('\n')
}

const verdictText = (
  { goal, verdict, found, unconfirmed, depth, frontier, stopped = 'states' }: Reach,
  paint: Style['paint'],
): readonly string[] => {
  if (found !== undefined) {
    const { trace, breaks } = found
    const steps = counted(trace.steps.length, 'step')
    return [
      paint.bold(paint.green(`${pad('reached')}${goal}`)),
      `${pad('')}this is a shortest schedule: none has fewer than ${steps}`,
      ...(breaks === undefined ? [] : [breaksText(breaks)]),
    ]
  }
  if (unconfirmed !== undefined) return unconfirmedText(unconfirmed, paint, goal)
  if (verdict === 'unreachable')
    return [
      paint.bold(paint.yellow(`${pad('never')}${goal}`)),
      `${pad('')}not reachable: every state within these bounds was judged`,
    ]
  return [
    paint.bold(paint.yellow(`${pad('open')}${goal}`)),
    `${pad('')}not reachable within ${counted(depth, 'step')}; nothing is known beyond that depth`,
    `${pad('')}${STOPPED[stopped]}; ${counted(frontier, 'state')} found but not expanded`,
  ]
}

/** A schedule to a goal may break properties on its way. A replay of it ends there. */
const breaksText = ({ step, findings }: NonNullable<NonNullable<Reach['found']>['breaks']>): string =>
  `${pad('')}step ${step} breaks ${findings.map(({ property }) => property).join(', ')}; no property is judged in this search`
