import { createRequire } from 'node:module'
import type * as Ladder from '../lab/records/ladder'
import type * as Help from './help'
import type * as Save from './save'
import type * as Http from './serving/http'
import type * as WritePage from './write-page'

const load = createRequire(__filename)

/** Parts of the program that only some answers need. Each is loaded when it is asked for, as the commands are. */
export const parts = {
  /** What the help lists: versions, faults and goals. */
  help: () => load('./help') as typeof Help,
  ladder: () => load('../lab/records/ladder') as typeof Ladder,
  page: () => load('./write-page') as typeof WritePage,
  /** A failure as a story that the tests replay. */
  regression: () => load('./save') as typeof Save,
  server: () => load('./serving/http') as typeof Http,
}
