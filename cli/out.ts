import { troubleIn } from '../explorer/node/saving/keeper'
import { badInput } from '../lab/questions/bad-input'
import type { Io } from './io'

/** Writes the file of an option, of --out if nothing else is said. Throws bad input if the file cannot be written. */
export const writeOut = (path: string, text: string, { files }: Pick<Io, 'files'>, option = '--out is'): void => {
  try {
    files.write(path, text)
  } catch (error) {
    throw badInput(`${option} '${path}': it cannot be written: ${troubleIn(error)}`)
  }
}
