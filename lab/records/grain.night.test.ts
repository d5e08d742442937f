/** Atomic steps are sequences of message steps, in the largest worlds. */
import { areMadeOfMessages, VERSIONS } from './grain.fixture'
import { world } from './pinned'

areMadeOfMessages([
  ...VERSIONS.map((kafka) => ({ kafka, bounds: world(2, 2, 2, { 'process-crash': 1, 'cut-off': 1 }) })),
  { kafka: '2.1', bounds: world(2, 1, 2, { 'machine-crash': 1, 'isr-shrink': 1, pause: 1, 'cut-link': 1 }) },
  { kafka: '1.1', bounds: world(3, 1, 2, { 'process-crash': 1, 'isr-shrink': 1 }) },
])
