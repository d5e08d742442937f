/** The traces in recorded/traces: how each was recorded. classes.real.test.ts and wire.real.test.ts record them again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTrace } from './read-trace'
import type { Trace } from './trace'

/** Of Kafka's own classes: the words of `real record`. */
export const tracesOfClasses = [
  { name: '2.1.1-a-follower-truncates', seed: 's28', faults: 'process-crash=2,leader-move=1' },
  { name: '2.1.1-an-isr-shrinks', seed: 's53', faults: 'process-crash=1,leader-move=1,isr-shrink=1' },
  { name: '2.1.1-a-follower-is-killed', seed: 's91', faults: 'process-crash=1,leader-move=1,isr-shrink=1' },
] as const

/** Of brokers as processes: what they showed after these steps of the schedule of B01 (conformance/wire/disasters.fixture.ts). */
export const TRACE_OF_B01 = { name: '0.10.2.2-an-acknowledged-record-is-cut', moments: [0, 2, 4, 6, 8] } as const

export const tracePath = (name: string): string => join(__dirname, '..', 'recorded', 'traces', `${name}.jsonl`)

export const traceNamed = (name: string): Trace => readTrace(name, readFileSync(tracePath(name), 'utf8'))
