/** Atomic steps are sequences of message steps, in larger worlds. The largest: grain.night.test.ts. */
import { areMadeOfMessages, FEW_VERSIONS, VERSIONS } from './grain.fixture'
import { world } from './pinned'

areMadeOfMessages([
  ...VERSIONS.filter((kafka) => !FEW_VERSIONS.includes(kafka)).map((kafka) => ({
    kafka,
    bounds: world(2, 2, 3, { 'leader-move': 2 }),
  })),
  ...['0.10.2', '2.0.0', '2.1'].map((kafka) => ({
    kafka,
    bounds: world(2, 1, 2, { 'process-crash': 1, 'cut-off': 1 }),
  })),
  { kafka: '2.1', bounds: world(2, 1, 2, { 'machine-crash': 1, pause: 1 }) },
  { kafka: '2.1', bounds: world(2, 1, 2, { 'isr-shrink': 1, 'cut-link': 1, 'machine-crash': 1 }) },
  { kafka: '2.1', with: ['kafka-8400'], bounds: world(2, 1, 3, { 'leader-move': 2, 'isr-shrink': 1 }) },
  { bounds: { ...world(2, 3, 2, { 'leader-move': 1, 'isr-shrink': 1 }), fetchRecords: 2 } },
  { kafka: '1.1', bounds: world(3, 1, 2, { 'isr-shrink': 1 }) },
])
