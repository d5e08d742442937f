/** Reads a trace. Whatever is not one is bad input: which line, what it has, what was expected. */
import { badInput } from '../../lab/questions/bad-input'
import { linesOf, shapedAs, valueOf, wrong, type Line } from './lines'
import { headShape, seenShape } from './shape'
import type { Seen, Trace, TraceHead } from './trace'

/** `name` is that of the file, for errors. */
export const readTrace = (name: string, text: string): Trace => {
  const [first, ...others] = linesOf(name, text)
  if (first === undefined)
    throw badInput(`${name} is empty: expected a line with the release and the world, then observations`)
  const head = readHead(first)
  if (others.length === 0) throw badInput(`${name} has one line only: expected observations below it`)
  return { head, seen: others.map((line) => readSeen(line, head)) }
}

const HEAD = '{"trace": 1, "kafka": "2.1.1", "by": "...", "world": {...}}'
const SEEN = '{"observation": {...}}'

const readHead = (line: Line): TraceHead => {
  const value = valueOf(line, HEAD)
  const version = typeof value === 'object' && value !== null ? (value as { trace?: unknown }).trace : undefined
  if (version === undefined) throw wrong(line, `this is not the first line of a trace: expected ${HEAD}`)
  if (version !== 1) throw wrong(line, `the trace is of version ${JSON.stringify(version)}: expected 1 or 2`)
  return shapedAs(line, headShape, value)
}

const readSeen = (line: Line, { world }: TraceHead): Seen => {
  const seen = shapedAs(line, seenShape, valueOf(line, SEEN))
  const { brokers, zookeeper, producers } = seen.observation
  const partitions = Number(world['partitions'] ?? 1)
  const wanted = Number(world['brokers'] ?? NaN)
  if (wanted >= 1 && brokers.length !== wanted)
    throw wrong(line, `brokers has ${brokers.length} entries: expected ${wanted}, as in the world of line 1`)
  for (const [index, { id, replicas }] of brokers.entries()) {
    if (id !== index + 1)
      throw wrong(line, `brokers[${index}].id is ${id}: expected ${index + 1}, as brokers are in order`)
    refuseCount(line, `brokers[${index}].replicas`, replicas, partitions)
  }
  refuseCount(line, 'zookeeper', zookeeper, partitions)
  refuseCount(line, 'producers', producers, partitions)
  return { line: line.number, ...seen }
}

const refuseCount = (line: Line, where: string, list: readonly unknown[] | undefined, partitions: number): void => {
  if (list === undefined || list.length === partitions) return
  throw wrong(line, `${where} has ${list.length} entries: expected one for each partition, ${partitions}`)
}
