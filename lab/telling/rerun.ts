import type { Rerun } from '../../contract/run'
import { tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { findingOf, traceOf } from './trace'

/** Takes a schedule again, until a step breaks something or cannot be taken, and tells what came of it. */
export const rerunOf = (one: CaseSchedule): Rerun =>
  one.run((taken): Rerun => {
    const { asked, length } = one
    const retaken = taken.retaken()
    const { diverged, breaches } = retaken
    const common = {
      format: 1,
      ...{ title: asked.title, scope: asked.scope, question: asked.options, planned: length },
      trace: traceOf(taken, retaken),
      findings: breaches.map((breach) => findingOf(asked, breach)),
      token: tokenOf(one),
    } as const
    if (breaches.length > 0) return { ...common, verdict: 'still fails' }
    return diverged === undefined ? { ...common, verdict: 'fixed' } : { ...common, verdict: 'diverged', diverged }
  })
