/** Two observations side by side. */
import type { Observation } from './observation'

/** One value that is not the same. */
export interface Difference {
  /** Where: `broker 2, partition 0, highWatermark`. */
  readonly where: string
  /** As JSON; `nothing` where a list of the other has an item more. */
  readonly model: string
  readonly kafka: string
}

export interface Comparison {
  /** How many single values both sides have shown. What one side leaves out is not among them. */
  readonly compared: number
  readonly differences: readonly Difference[]
}

/** The model's observation beside that of a real Kafka. */
export const compare = (model: Observation, kafka: Observation): Comparison => {
  const found: Found = { compared: 0, differences: [] }
  beside(found, '', model, kafka)
  return found
}

interface Found {
  compared: number
  readonly differences: Difference[]
}

const beside = (found: Found, where: string, model: unknown, kafka: unknown): void => {
  if (Array.isArray(model) && Array.isArray(kafka)) {
    listsBeside(found, where, model, kafka)
    return
  }
  if (isRecord(model) && isRecord(kafka)) {
    for (const [name, value] of Object.entries(model)) {
      const other = kafka[name]
      if (value !== undefined && other !== undefined) beside(found, joined(where, name), value, other)
    }
    return
  }
  found.compared++
  if (model !== kafka) found.differences.push({ where, model: shown(model), kafka: shown(kafka) })
}

/** That a list ends where it ends is a value too: two empty lists agree in something. */
const listsBeside = (found: Found, where: string, model: readonly unknown[], kafka: readonly unknown[]): void => {
  const common = Math.min(model.length, kafka.length)
  for (let place = 0; place < common; place++) {
    const label = placeOf(where, model[place], place)
    beside(found, label, model[place], kafka[place])
  }
  found.compared++
  if (model.length === kafka.length) return
  const longer = model.length > kafka.length ? model : kafka
  const label = placeOf(where, longer[common], common)
  found.differences.push({ where: label, model: shown(model[common]), kafka: shown(kafka[common]) })
}

const placeOf = (where: string, item: unknown, place: number): string => {
  if (where === 'brokers' && isRecord(item)) return `broker ${String(item['id'])}`
  if (where.endsWith('replicas')) return `${where.slice(0, -', replicas'.length)}, partition ${place}`
  if (where === 'controller, brokers' && isRecord(item)) return `controller, broker ${String(item['id'])}`
  if (where === 'controller, partitions') return `controller, partition ${place}`
  if (where === 'zookeeper' || where === 'producers') return `${where}, partition ${place}`
  return `${where}[${place}]`
}

const joined = (where: string, name: string): string => (where === '' ? name : `${where}, ${name}`)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
