/** The driver of real processes: the same requests and answers as any other (conformance/protocol.ts), within this process. */
import { join } from 'node:path'
import type { Driver } from '../driver'
import type { RealStep } from '../protocol'
import {
  takeCheckpoint,
  takeCrash,
  takeFailover,
  takeFailure,
  takeMachineCrash,
  takeMove,
  takeStart,
  takeStartup,
} from './cluster-steps'
import { takeCutOff, takePause, takeReconnect, takeWakeUp } from './reach-steps'
import { Missing } from '../missing'
import { jarsOf, needJava } from '../jars'
import type { Program } from './cluster'
import { runsWithKraft, spokenBy } from '../releases'
import { wireReleases } from './releases'
import { takeLostZkAnswer, takeZooKeeperAnswer } from './answer-steps'
import { takeConsumerFetch } from './consuming'
import { refusals } from './refusals'
import { takeFetch, takeLeaderAndIsr, takeLostAnswer, takeProduce, takeShrink, takeTruncate } from './replica-steps'
import { schemasIn, type Schemas } from './schemas'
import { see } from './seeing'
import { startKraftWire } from './kraft/driver'
import { takeControlledShutdown, takeStop } from './shutdown-steps'
import { setStage } from './setting'
import type { Stage } from './stage'
import { steppingDriver, type Taker, type Takers } from './stepping'

/** Starts nothing yet: `reset` does. Error: Missing, where there is no Java, or Kafka cannot be fetched. */
export const startWire = (release: string): Driver =>
  runsWithKraft(release) ? startKraftWire(release) : startZooKeeperWire(release)

const startZooKeeperWire = (release: string): Driver => {
  const program = programOf(release)
  const schemas = wireSchemas()
  return steppingDriver(release, {
    ...{ takers, refusals, see },
    set: (folder, guard, world) => setStage({ program, folder, schemas, guard, world }),
    close: ({ cluster }) => cluster.close(),
  })
}

/** What runs a release. Error: Missing, where there is no Java, or Kafka cannot be fetched. */
export const programOf = (release: string): Program => {
  const real = wireReleases.find((one) => one.release === release)
  if (real === undefined) throw new Missing(`Kafka ${release} is not run as processes here`)
  needJava()
  return { jars: jarsOf(real), protocol: spokenBy(release)?.protocol }
}

/** The schemas of 3.9 know every version that the releases here speak. */
export const wireSchemas = (): Schemas => {
  const newest = wireReleases.find(({ release }) => release === '3.9.1')
  if (newest === undefined) throw new Error('no release 3.9.1')
  return schemasIn(join(jarsOf(newest), 'kafka-clients-3.9.1.jar'))
}

/** What is sent on such a link is held until its step comes in any case, and no such step comes while the link is cut. */
const waits: Taker<Stage> = () => Promise.resolve()

const takers: Takers<Stage> = {
  Produce: (stage, step, { acks }) => takeProduce(stage, of(step, 'broker'), step, acks === 'all' ? -1 : Number(acks)),
  Fetch: (stage, step) => takeFetch(stage, of(step, 'follower')),
  Truncate: (stage, step) => takeTruncate(stage, of(step, 'follower')),
  HandleLeaderAndIsr: (stage, step) => takeLeaderAndIsr(stage, of(step, 'broker'), step.request?.controllerEpoch ?? 1),
  LoseAnswer: (stage, step) => takeLostAnswer(stage, of(step, 'broker'), step.request?.controllerEpoch ?? 1),
  ShrinkIsr: (stage, step, world) => takeShrink(stage, of(step, 'leader'), of(step, 'follower'), world),
  ZooKeeperAnswers: (stage, step) => takeZooKeeperAnswer(stage, of(step, 'leader')),
  LoseZkAnswer: (stage, step) => takeLostZkAnswer(stage, of(step, 'leader')),
  CheckpointHighWatermark: (stage, step) => takeCheckpoint(stage, of(step, 'broker')),
  ProcessCrash: (stage, step) => takeCrash(stage, of(step, 'broker')),
  ControlledShutdown: (stage, step) => takeControlledShutdown(stage, of(step, 'broker'), step),
  Stop: (stage, step) => takeStop(stage, of(step, 'broker')),
  Start: (stage, step) => takeStart(stage, of(step, 'broker')),
  MachineCrash: (stage, step) => takeMachineCrash(stage, of(step, 'broker'), of(step, 'kept')),
  BrokerFailure: (stage, step) => takeFailure(stage, of(step, 'broker'), step),
  BrokerStartup: (stage, step) => takeStartup(stage, of(step, 'broker'), step),
  MoveLeader: (stage, step) => takeMove(stage, of(step, 'broker'), step),
  ControllerFailover: (stage) => takeFailover(stage),
  CutOff: (stage, step) => takeCutOff(stage, of(step, 'broker')),
  CutOffZooKeeper: (stage, step) => takeCutOff(stage, of(step, 'broker')),
  Reconnect: (stage, step) => takeReconnect(stage, of(step, 'broker')),
  Pause: (stage, step) => takePause(stage, of(step, 'broker')),
  WakeUp: (stage, step) => takeWakeUp(stage, of(step, 'broker')),
  CutOffController: waits,
  ReachAgain: waits,
  CutLink: waits,
  MendLink: waits,
  ConsumerFetch: (stage, step) => takeConsumerFetch(stage, of(step, 'broker')),
}

/** A broker that the step names. */
const of = ({ action }: RealStep, field: string): number => Number(action[field])
