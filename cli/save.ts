import { badInput } from '../lab/questions/bad-input'
import { fingerprintOf, type CaseSchedule } from '../lab/questions/case-schedule'
import { storyFrom } from '../lab/telling/story/write'
import type { Io } from './io'

const REGRESSIONS = 'scenarios/regressions'

/** Writes a failure where the tests replay it; answers the lines that say so. It is named after what fails, so that it is there once. */
export const saveRegression = (failing: CaseSchedule, { files, self }: Io): string => {
  if (!failing.asked.isKafka) throw badInput('--save works for failures of Kafka, and this is a specimen')
  const [blamed] = failing.run(({ retaken }) => retaken().breaches)
  if (blamed === undefined) throw new Error('this schedule breaks no property, so it cannot be saved as a failure')
  const name = fingerprintOf(failing)
  const path = `${REGRESSIONS}/${name}.md`
  const prose = [`When this was saved, its last step broke ${blamed.property}: ${blamed.verdict}.`, 'It must hold now.']
  files.write(path, storyFrom(name, prose, failing))
  return `saved     ${path}\n          ${self} replay ${path}`
}
