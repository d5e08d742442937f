import { badInput } from '../lab/questions/bad-input'
import { fingerprintOf, type CaseSchedule } from '../lab/questions/case-schedule'
import { storyFrom } from '../lab/telling/story/write'
import { troubleIn } from '../explorer/node/saving/keeper'
import { shellWord } from '../reports/formats/words'
import type { Io } from './io'

export const SAVES_KAFKA = '--save works for failures of Kafka, and this is another machine'

const REGRESSIONS = 'scenarios/regressions'

/**
 * Writes a failure where the tests replay it; answers the lines that say so. It is named after what fails, so that it is
 * there once.
 */
export const saveRegression = (failing: CaseSchedule, { files, self }: Io): string => {
  if (!failing.asked.isKafka) throw badInput(SAVES_KAFKA)
  const [blamed] = failing.run(({ retaken }) => retaken().breaches)
  if (blamed === undefined) throw new Error('this schedule breaks no property, so it cannot be saved as a failure')
  const name = fingerprintOf(failing)
  const path = `${REGRESSIONS}/${name}.md`
  const prose = [`When this was saved, its last step broke ${blamed.property}: ${blamed.verdict}.`, 'It must hold now.']
  try {
    files.write(path, storyFrom(name, prose, failing))
  } catch (error) {
    throw badInput(`${path}: this failure could not be saved: ${troubleIn(error)}`)
  }
  return `saved     ${path}\n          ${self} replay ${shellWord(path)}`
}
