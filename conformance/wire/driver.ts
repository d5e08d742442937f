/** The driver of real processes: the same requests and answers as any other (conformance/protocol.ts), within this process. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Action } from '../../model/actions'
import type { Driver } from '../driver'
import type { RealStep, RealWorld, Reply, Request } from '../protocol'
import { isRegistered, takeCheckpoint, takeCrash, takeFailover, takeMove, takeNotice, takeStart } from './cluster-steps'
import { wireJars } from './jars'
import { wireReleases, type WireRelease } from './releases'
import { takeFetch, takeLeaderAndIsr, takeProduce, takeShrink, takeTruncate } from './replica-steps'
import { schemasIn } from './schemas'
import { see } from './seeing'
import { setStage } from './setting'
import type { Stage } from './stage'

/** Starts nothing yet: `reset` does. Error: Missing, where Kafka cannot be fetched. */
export const wireDriver = (real: WireRelease): Driver => {
  const jars = wireJars(real)
  const schemas = schemasIn(clientsJar())
  const parent = mkdtempSync(join(tmpdir(), 'tidemark-real-'))
  const now: { stage?: Stage; world?: RealWorld; failed: boolean; turn: Promise<unknown>; worlds: number } = {
    ...{ failed: false, turn: Promise.resolve(), worlds: 0 },
  }
  const answer = async (request: Request): Promise<Reply> => {
    try {
      if (request.do === 'reset') {
        await now.stage?.cluster.close()
        delete now.stage
        const folder = join(parent, String(now.worlds++))
        now.world = request.world
        now.failed = false
        now.stage = await setStage({ jars, folder, schemas, world: request.world })
      } else {
        if (now.stage === undefined || now.world === undefined || now.failed) return { error: 'there is no world' }
        const taken = takers[request.action.type]
        if (taken === undefined) return { refused: request.action.type, why: 'this driver has no such step' }
        await taken(now.stage, request, now.world)
      }
      return { observation: await see(now.stage) }
    } catch (error) {
      now.failed = true
      return { error: error instanceof Error ? error.message : String(error) }
    }
  }
  return {
    greeting: { driver: 'wire', kafka: real.release, steps: Object.keys(takers) as Action['type'][] },
    ask: (request) => {
      const reply = now.turn.then(() => answer(request))
      now.turn = reply
      return reply
    },
    close: async () => {
      await now.turn
      await now.stage?.cluster.close()
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** The schemas of 3.9 know every version that the releases here speak. */
const clientsJar = (): string => {
  const newest = wireReleases.find(({ release }) => release === '3.9.1')
  if (newest === undefined) throw new Error('no release 3.9.1')
  return join(wireJars(newest), 'kafka-clients-3.9.1.jar')
}

type Taker = (stage: Stage, step: RealStep, world: RealWorld) => Promise<void>

const takers: Readonly<Partial<Record<Action['type'], Taker>>> = {
  Produce: (stage, step, { acks }) => takeProduce(stage, of(step, 'broker'), step, acks === 'all' ? -1 : Number(acks)),
  Fetch: (stage, step) => takeFetch(stage, of(step, 'follower')),
  Truncate: (stage, step) => takeTruncate(stage, of(step, 'follower')),
  HandleLeaderAndIsr: (stage, step) => takeLeaderAndIsr(stage, of(step, 'broker'), step.request?.controllerEpoch ?? 1),
  ShrinkIsr: (stage, step) => takeShrink(stage, of(step, 'leader'), of(step, 'follower')),
  CheckpointHighWatermark: (stage, step) => takeCheckpoint(stage, of(step, 'broker')),
  ProcessCrash: (stage, step) => takeCrash(stage, of(step, 'broker')),
  Start: (stage, step) => takeStart(stage, of(step, 'broker')),
  BrokerFailure: (stage, step) =>
    takeNotice(stage, 'the session to end', step, async () => !(await isRegistered(stage, of(step, 'broker')))),
  BrokerStartup: (stage, step) =>
    takeNotice(stage, 'the broker to be registered', step, () => isRegistered(stage, of(step, 'broker'))),
  MoveLeader: (stage, step) => takeMove(stage, of(step, 'broker'), step),
  ControllerFailover: (stage) => takeFailover(stage),
}

/** A broker that the step names. */
const of = ({ action }: RealStep, field: string): number => Number(action[field])
