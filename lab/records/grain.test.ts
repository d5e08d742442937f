/** Atomic steps are sequences of message steps, in every version. Larger worlds: grain.long.test.ts. */
import { areMadeOfMessages, FEW_VERSIONS } from './grain.fixture'
import { world } from './pinned'

areMadeOfMessages([
  ...FEW_VERSIONS.map((kafka) => ({ kafka, bounds: world(2, 2, 3, { 'leader-move': 2 }) })),
  { kafka: '2.1', bounds: world(2, 1, 2, { 'process-crash': 1 }) },
  { bounds: world(2, 1, 2, { 'process-crash': 1, 'cut-off': 1 }) },
  { with: ['kip-320-first-try'], bounds: world(2, 1, 3, { 'leader-move': 2 }) },
  { kafka: '2.1', with: ['kafka-9338'], bounds: world(2, 1, 3, { 'leader-move': 2 }) },
])
