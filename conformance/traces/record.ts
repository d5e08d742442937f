/** Records a trace: a random schedule is stepped on a real Kafka, and what it shows is kept at some moments only. */
import { scopeOf } from '../../lab/questions/question'
import { stepBeside } from '../beside'
import type { Driver } from '../driver'
import type { Kafka } from '../real-replay'
import { drawSchedule, type RealPlan } from '../real-walk'
import { momentsAmong, worldOf } from './sampling'
import type { Seen, TraceHead } from './trace'

interface RecordPlan extends Omit<RealPlan, 'first' | 'runs'> {
  /** The most steps between two observations. */
  readonly hidden: number
}

export interface Recording {
  readonly head: TraceHead
  readonly seen: readonly Omit<Seen, 'line'>[]
  /** The steps that were taken. */
  readonly steps: number
  /** Why not all of them were. */
  readonly because?: string
}

/** The same seed makes the same trace. The model draws the schedule and says what the controller decides; it judges nothing. */
export const recordWalk = async (driver: Driver, { release, by }: Kafka, plan: RecordPlan): Promise<Recording> => {
  const drawn = drawSchedule(plan, 0)
  const besides = await stepBeside(driver, scopeOf(drawn.question), drawn.machine, drawn.actions)
  const shown = besides.flatMap(({ kafka }) => kafka ?? [])
  const steps = Math.max(0, shown.length - 1)
  const last = besides.at(-1)
  const because = last?.refused ?? last?.error
  const seen = momentsAmong(steps, plan.hidden, `${plan.seed}/moments`).flatMap((moment) => {
    const observation = shown[moment]
    return observation === undefined ? [] : [{ observation }]
  })
  const world = worldOf({ ...drawn, actions: drawn.actions.slice(0, steps) })
  const head = { trace: 1, kafka: release, by, world, hidden: plan.hidden } as const
  return { head, seen, steps, ...(because !== undefined && { because }) }
}
