import { checksum } from '../kit/checksum'
import { badInput, isBadInput } from '../lab/questions/bad-input'
import { fingerprintOf, tokenOf, type CaseSchedule } from '../lab/questions/case-schedule'
import { storyFrom } from '../lab/telling/story/write'
import { troubleIn } from '../explorer/node/saving/keeper'
import { shellWord } from '../reports/formats/words'
import type { Io } from './io'
import { scheduleFrom } from './schedule'

export const SAVES_KAFKA = '--save works for failures of Kafka, and this is another machine'

const REGRESSIONS = 'scenarios/regressions'

/**
 * Writes a failure where the tests replay it; answers the lines that say so. It is named after what fails. A page that
 * has the same schedule is left as it is, because people edit these pages. Another schedule gets a page of its own.
 */
export const saveRegression = (failing: CaseSchedule, io: Io): string => {
  if (!failing.asked.isKafka) throw badInput(SAVES_KAFKA)
  const [blamed] = failing.run(({ retaken }) => retaken().breaches)
  if (blamed === undefined) throw new Error('this schedule breaks no property, so it cannot be saved as a failure')
  const prose = [`When this was saved, its last step broke ${blamed.property}: ${blamed.verdict}.`, 'It must hold now.']
  const name = fingerprintOf(failing)
  try {
    const names = [name, `${name}-${checksum(tokenOf(failing))}`]
    const known = names.map(pathOf).find((path) => isSavedAt(path, failing, io))
    if (known !== undefined) return told(known, ', which has this failure already', io)
    const free = names.find((one) => io.files.read(pathOf(one)) === undefined)
    if (free === undefined) throw new Error('its page has another schedule now')
    io.files.write(pathOf(free), storyFrom(free, prose, failing))
    return told(pathOf(free), '', io)
  } catch (error) {
    throw badInput(`${pathOf(name)}: this failure could not be saved: ${troubleIn(error)}`)
  }
}

const pathOf = (name: string): string => `${REGRESSIONS}/${name}.md`

const told = (path: string, more: string, { self }: Io): string =>
  `saved     ${path}${more}\n          ${self} replay ${shellWord(path)}`

/** True if the page at this path has the same question and the same steps. */
const isSavedAt = (path: string, failing: CaseSchedule, io: Io): boolean => {
  if (io.files.read(path) === undefined) return false
  try {
    return tokenOf(scheduleFrom(path, {}, io).schedule) === tokenOf(failing)
  } catch (error) {
    if (isBadInput(error)) return false
    throw error
  }
}
