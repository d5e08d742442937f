/** Reads a free run. Whatever is not one is bad input. */
import { z } from 'zod'
import { badInput } from '../../lab/questions/bad-input'
import { linesOf, shapedAs, valueOf, wrong } from '../traces/lines'
import { eventShape, type FreeEvent } from './events'
import type { FreeTrace } from './judge'

const headShape = z.strictObject({
  trace: z.literal(2),
  kafka: z.string(),
  seed: z.string(),
  world: z.record(z.string(), z.string()),
})

const EVENT = '{"event": "fetch", ...}'

/** The file is a free run, and no trace of observations. */
export const isFree = (text: string): boolean => /^\s*\{\s*"trace"\s*:\s*2\b/.test(text)

/** `name` is that of the file, for errors. */
export const readFree = (name: string, text: string): FreeTrace => {
  const [first, ...others] = linesOf(name, text)
  if (first === undefined || others.length === 0) throw badInput(`${name} has one line only: expected events below it`)
  const head = shapedAs(first, headShape, valueOf(first, '{"trace": 2, "kafka": "2.1.1", "seed": "s", "world": {...}}'))
  const brokers = Number(head.world['brokers'] ?? NaN)
  const events = others.map((line) => {
    const event = shapedAs(line, eventShape, valueOf(line, EVENT))
    const stray = brokersIn(event).find((id) => id > brokers)
    if (stray !== undefined) throw wrong(line, `there is no broker ${stray}: expected 1 to ${brokers}, as in line 1`)
    return event
  })
  return { head, events }
}

const BROKERS: readonly string[] = ['broker', 'follower', 'leader', 'by']

const brokersIn = (event: FreeEvent): readonly number[] =>
  Object.entries(event).flatMap(([name, value]) => {
    if (name === 'isr' && Array.isArray(value)) return value.map(Number)
    return BROKERS.includes(name) ? [Number(value)] : []
  })
