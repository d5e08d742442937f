import { createRequire } from 'node:module'
import type * as Classes from '../conformance/classes'
import type * as Free from '../conformance/wire/free/run'
import type * as Wire from '../conformance/wire/driver'
import type * as Canary from '../lab/records/canary'
import type * as Plots from '../reports/page/plots'
import type * as Help from './help'
import type * as NextOfKafka from './next-of-kafka'
import type * as Rest from './rest'
import type * as Hands from './queue/hands'
import type * as Labour from './queue/labour'
import type * as Save from './save'
import type * as Http from './serving/http'
import type * as WritePage from './write-page'

const load = createRequire(__filename)

/** Parts of the program that only some answers need. Each is loaded when it is asked for, as the commands are. */
export const parts = {
  canary: () => load('../lab/records/canary') as typeof Canary,
  /** The classes of a real Kafka, in a process of their own. */
  classes: () => load('../conformance/classes') as typeof Classes,
  /** A real Kafka as processes. */
  wire: () => load('../conformance/wire/driver') as typeof Wire,
  /** The same, running free. */
  free: () => load('../conformance/wire/free/run') as typeof Free,
  /** What the help lists: versions, faults and goals. */
  help: () => load('./help') as typeof Help,
  /** The question to ask next, where it is about Kafka. */
  kafka: () => load('./next-of-kafka') as typeof NextOfKafka,
  /** The workers of a queue, and a worker: bullmq is loaded with them. */
  labour: () => load('./queue/labour') as typeof Labour,
  queue: () => load('./queue/hands') as typeof Hands,
  page: () => load('./write-page') as typeof WritePage,
  plots: () => load('../reports/page/plots') as typeof Plots,
  /** A failure as a story that the tests replay. */
  regression: () => load('./save') as typeof Save,
  /** What lies outside the promise of Kafka, and what would help. */
  rest: () => load('./rest') as typeof Rest,
  server: () => load('./serving/http') as typeof Http,
}
