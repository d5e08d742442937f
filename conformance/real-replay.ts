/** A schedule of tidemark, stepped on a real Kafka and told as data. */
import { scheduleOfCodes, type Divergence } from '../contract/schedule'
import type { Machine } from '../contract/machine'
import type { Action } from '../model/actions'
import { readQuestion, type Options } from '../lab/questions/ask'
import { kafkaCase } from '../lab/questions/kafka-case'
import { scopeOf, subjectOf } from '../lab/questions/question'
import type { World } from '../properties/history'
import { firstParting, stepBeside, type Beside } from './beside'
import type { Comparison } from './compare'
import type { Driver } from './driver'
import type { Observation } from './observation'
import { observe } from './observe'
import { outcomeOf, type Outcome } from './outcome'
import { spokenBy, type Way } from './releases'
import { writeToken } from '../lab/questions/token'

/** A real Kafka, and how it is stepped. */
export interface Kafka {
  readonly release: string
  readonly by: Way
}

export interface ShownStep extends Comparison {
  readonly event: string
  /** The partition that the step is about. */
  readonly partition: number
  readonly model: Observation
  readonly kafka?: Observation
  readonly refused?: string
  readonly error?: string
}

export interface RealReplay extends Kafka {
  /** inter.broker.protocol.version, where it is not that of the release. */
  readonly protocol?: string
  readonly title: string
  readonly scope: readonly string[]
  readonly token: string
  /** The steps of the schedule, those that were stepped on both, and the values that were compared. */
  readonly planned: number
  readonly stepped: number
  readonly values: number
  /** The state before the first step, then each step. */
  readonly steps: readonly ShownStep[]
  /**
   * failed: Kafka or the driver failed in a step, so it was not compared. refused: the driver cannot take a step. diverged: the
   * model cannot, in this version.
   */
  readonly verdict: 'agrees' | 'differs' | 'failed' | 'refused' | 'diverged'
  /** The step on which the two part, or which failed. 0: the world before the first step. */
  readonly parted?: number
  readonly because?: string
  readonly diverged?: Divergence
  /** What Kafka was left with; absent where nothing was seen of it. */
  readonly outcome?: Outcome
}

/** Takes the steps of a schedule, by their codes, on a driver and in the model. */
export const realReplay = async (
  driver: Driver,
  { release, by }: Kafka,
  options: Options,
  codes: readonly string[],
): Promise<RealReplay> => {
  const question = readQuestion(options)
  const { machine } = subjectOf(question)
  const asked = kafkaCase(question)
  const { steps: taken, diverged } = scheduleOfCodes(question, machine, codes).replay()
  const actions = taken.map(({ action }) => action)
  const besides = await stepBeside(driver, scopeOf(question), machine, actions)
  const steps = besides.map((beside) => shown(machine, beside))
  const parted = firstParting(besides)
  const refused = besides.findIndex((beside) => beside.refused !== undefined)
  const protocol = spokenBy(release)?.protocol
  const seen = besides.findLast(({ kafka }) => kafka !== undefined)?.kafka
  return {
    ...(protocol !== undefined && { protocol }),
    ...{ release, by, title: asked.title, scope: asked.scope, planned: codes.length, steps },
    token: writeToken({ options: asked.options, codes }),
    stepped: Math.max(0, besides.filter(({ kafka }) => kafka !== undefined).length - 1),
    values: besides.reduce((sum, { compared }) => sum + compared, 0),
    verdict: verdictOf(besides[parted], refused >= 0, diverged !== undefined),
    ...(parted >= 0 && { parted }),
    ...(refused >= 0 && { because: `step ${refused} is not one for this driver: ${besides[refused]?.refused ?? ''}` }),
    ...(diverged !== undefined && { diverged }),
    ...(seen !== undefined && { outcome: outcomeOf(seen, 0) }),
  }
}

const verdictOf = (parted: Beside | undefined, isRefusedStep: boolean, isDiverged: boolean): RealReplay['verdict'] => {
  if (parted !== undefined) return parted.error === undefined ? 'differs' : 'failed'
  if (isRefusedStep) return 'refused'
  return isDiverged ? 'diverged' : 'agrees'
}

const shown = (machine: Machine<World, Action>, beside: Beside): ShownStep => {
  const { action, state, kafka, refused, error, compared, differences } = beside
  return {
    event: action === undefined ? 'initial state' : machine.actions.print(action),
    partition: action !== undefined && 'partition' in action ? action.partition : 0,
    model: observe(state),
    ...{ compared, differences },
    ...(kafka !== undefined && { kafka }),
    ...(refused !== undefined && { refused }),
    ...(error !== undefined && { error }),
  }
}
