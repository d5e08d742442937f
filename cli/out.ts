import { troubleIn } from '../explorer/node/saving/keeper'
import { badInput } from '../lab/questions/bad-input'
import type { Io } from './io'

/** Writes the file of --out. Throws bad input if the file cannot be written. */
export const writeOut = (path: string, text: string, { files }: Pick<Io, 'files'>): void => {
  try {
    files.write(path, text)
  } catch (error) {
    throw badInput(`--out is '${path}': it cannot be written: ${troubleIn(error)}`)
  }
}
