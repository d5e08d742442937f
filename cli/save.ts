import type { Rerun } from '../contract/run'
import { badInput } from '../lab/questions/bad-input'
import { storyFrom } from '../lab/telling/story/write'
import type { Io } from './io'
import { fingerprintOf } from './schedule'

const REGRESSIONS = 'scenarios/regressions'

/**
 * Writes a failure to the folder that the tests replay, and returns the path. The name depends on the failure, so it is
 * saved once.
 */
export const saveRegression = (rerun: Rerun, { files }: Io): string => {
  const [blamed] = rerun.findings
  if (rerun.question['machine'] !== undefined)
    throw badInput('--save works for failures of Kafka, and this is a specimen')
  if (blamed === undefined) throw new Error('this schedule breaks no property, so it cannot be saved as a failure')
  const name = fingerprintOf(rerun)
  const path = `${REGRESSIONS}/${name}.md`
  const prose = [
    `When this was saved, its last step broke ${blamed.property}: ${blamed.sentence}.`,
    'It must hold now.',
  ]
  files.write(path, storyFrom(name, prose, { ...rerun, findings: [] }))
  return path
}

export const savedText = (path: string, self: string): string => `saved     ${path}\n          ${self} replay ${path}`
