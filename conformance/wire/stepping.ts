/** Stepping of real processes: the same requests and answers as of any other driver (conformance/protocol.ts), within this process. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from '../../model/actions'
import type { Driver } from '../driver'
import type { Observation } from '../observation'
import type { RealStep, RealWorld, Reply, Request } from '../protocol'
import { startGuard, type Guard } from './guard'

/** What is seen in the step itself, if anything. */
export type Taker<Stage> = (stage: Stage, step: RealStep, world: RealWorld) => Promise<void | Pick<Observation, 'read'>>

export type Takers<Stage> = Readonly<Partial<Record<Action['type'], Taker<Stage>>>>

/** How worlds of one kind are made, stepped and seen. */
export interface Stepping<Stage> {
  readonly takers: Takers<Stage>
  readonly refusals: Readonly<Partial<Record<Action['type'], string>>>
  /** A new world in a folder that is not there yet. The guard has to know each process. */
  set(folder: string, guard: Guard, world: RealWorld): Promise<Stage>
  see(stage: Stage): Promise<Observation>
  close(stage: Stage): Promise<void>
}

/** Starts nothing yet: `reset` does. */
export const steppingDriver = <Stage>(release: string, stepping: Stepping<Stage>): Driver => {
  const parent = mkdtempSync(join(tmpdir(), 'tidemark-wire-'))
  const guard = startGuard(parent)
  const now: Now<Stage> = { isOver: true, turn: Promise.resolve(), worlds: 0 }
  const { takers, refusals } = stepping
  const closeStage = async (): Promise<void> => {
    if (now.stage !== undefined) await stepping.close(now.stage)
    delete now.stage
  }
  const reset = async (world: RealWorld): Promise<Stage> => {
    await closeStage()
    now.stage = await stepping.set(join(parent, String(now.worlds++)), guard, world)
    now.world = world
    now.isOver = false
    return now.stage
  }
  return {
    greeting: { driver: 'wire', kafka: release, steps: Object.keys(takers) as Action['type'][], refusals },
    ask: (request) => {
      const reply = now.turn.then(() => answerTo(request, now, stepping, reset))
      now.turn = reply
      return reply
    },
    close: async () => {
      await now.turn
      await closeStage()
      await guard.end()
    },
  }
}

/** Requests are handled one after the other. */
interface Now<Stage> {
  stage?: Stage
  world?: RealWorld
  /** There is no world, or a step has failed in it. */
  isOver: boolean
  turn: Promise<unknown>
  worlds: number
}

const answerTo = async <Stage>(
  request: Request,
  now: Now<Stage>,
  { takers, see }: Stepping<Stage>,
  reset: (world: RealWorld) => Promise<Stage>,
): Promise<Reply> => {
  try {
    if (request.do === 'reset') return { observation: await see(await reset(request.world)) }
    const { stage, world } = now
    if (stage === undefined || world === undefined || now.isOver) return { error: 'there is no world any more' }
    const take = takers[request.action.type]
    if (take === undefined) return { refused: request.action.type, why: 'this driver has no such step' }
    const shown = await take(stage, request, world)
    return { observation: { ...(await see(stage)), ...(shown === undefined ? {} : shown) } }
  } catch (error) {
    now.isOver = true
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
