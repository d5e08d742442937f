/** Atomic steps are sequences of message steps, in every version. Larger worlds: grain.long.test.ts. */
import { areMadeOfMessages, VERSIONS } from './grain.fixture'
import { world } from './pinned'

areMadeOfMessages([
  ...VERSIONS.map((kafka) => ({ kafka, bounds: world(2, 2, 3, { 'leader-move': 2 }) })),
  ...['2.1', 'baseline'].map((kafka) => ({ kafka, bounds: world(2, 1, 2, { 'process-crash': 1, 'cut-off': 1 }) })),
  { without: ['kip-320/countsFetch'], bounds: world(2, 1, 3, { 'leader-move': 2 }) },
])
