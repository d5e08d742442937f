import { badInput } from '../../../lab/questions/bad-input'
import type * as Real from '../../../lab/loading/load-file'

/** In place of `lab/loading/load-file`: a page reads no files. */
export const loadFile: typeof Real.loadFile = (path, option) => {
  throw badInput(`${option}: '${path}' is a file, and this page reads no files: expected a name, or the command line`)
}
