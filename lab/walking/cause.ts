import type { CauseKey } from '../../contract/causes'
import type { WalkFailure } from '../../contract/run'
import { readQuestion } from '../questions/ask'
import type { CaseSchedule } from '../questions/case-schedule'
import { preventing } from '../searching/prevention'

/** The cause of the failure of a walk, as far as it tells it apart from the failures of other walks. */
export const causeOf = ({ shrunk, fingerprint }: WalkFailure, failing: CaseSchedule): CauseKey => {
  const rung = shrunk.findings[0]?.rung
  return {
    ...(rung === undefined ? {} : { rung }),
    ...preventing(readQuestion(failing.asked.options)).namesFor(failing),
    fingerprint,
  }
}
