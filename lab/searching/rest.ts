import type { Run } from '../../contract/run'
import type { Watch } from '../../explorer/node/drive'
import type { Limits } from './engine'
import { outsideOf } from './outside'
import { remedyFor } from './remedy'

/** Who watches the searches of one part, which has a label. */
export type Watching = <R>(label: string, work: (watch: Watch) => Promise<R>) => Promise<R>

/** What lies outside the promise, and what would help: with what is left of the time. */
export const withRest = async (judged: Run, limits: Limits, now: () => number, watching: Watching): Promise<Run> => {
  const begin = now() - judged.seconds
  const left = (): Limits =>
    limits.seconds === undefined ? limits : { ...limits, seconds: Math.max(0, limits.seconds + begin - now()) }
  const outside = await watching('outside the promise', (watch) => outsideOf(judged, left(), watch))
  const known: Run = outside === undefined ? judged : { ...judged, outside }
  const remedy = await watching('remedies', (watch) => remedyFor(known, left(), watch))
  return remedy === undefined ? known : { ...known, remedy }
}
