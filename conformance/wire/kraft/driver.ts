/** The driver of real processes with KRaft. */
import { join } from 'node:path'
import type { Driver } from '../../driver'
import { jarsOf, needJava } from '../../jars'
import { Missing } from '../../missing'
import { wireReleases } from '../releases'
import { schemasIn } from '../schemas'
import { steppingDriver, type Takers } from '../stepping'
import { takeAlterPartition, takeAnswer, takeShrink } from './alter-partition-steps'
import { brokerIn, takeCheckpoint, takeControlledShutdown, takeCrash, takeFence, takeMove } from './controller-steps'
import { takeConsumerFetch, takeFetch, takeProduce, takeReplay } from './replica-steps'
import { seeKraft } from './seeing'
import { setKraftStage } from './setting'
import type { KraftStage } from './stage'

/** Starts nothing yet: `reset` does. Error: Missing, where there is no Java, or Kafka cannot be fetched. */
export const startKraftWire = (release: string): Driver => {
  const real = wireReleases.find((one) => one.release === release)
  if (real === undefined) throw new Missing(`Kafka ${release} is not run as processes here`)
  needJava()
  const jars = jarsOf(real)
  const schemas = schemasIn(...['clients', 'metadata'].map((name) => join(jars, `kafka-${name}-${release}.jar`)))
  return steppingDriver(release, {
    ...{ takers, refusals: {}, see: seeKraft },
    set: (folder, guard, world) => setKraftStage({ jars, folder, schemas, guard, world }),
    close: ({ cluster }) => cluster.close(),
  })
}

const takers: Takers<KraftStage> = {
  Produce: (stage, step, { acks }) =>
    takeProduce(stage, brokerIn(step, 'broker'), step, acks === 'all' ? -1 : Number(acks)),
  Fetch: (stage, step) => takeFetch(stage, brokerIn(step, 'follower')),
  ConsumerFetch: (stage, step) => takeConsumerFetch(stage, brokerIn(step, 'broker')),
  ReplayMetadata: (stage, step) => takeReplay(stage, brokerIn(step, 'broker'), Number(step.action['behind'])),
  ShrinkIsr: (stage, step) => takeShrink(stage, brokerIn(step, 'leader')),
  HandleAlterPartition: (stage, step) => takeAlterPartition(stage, brokerIn(step, 'leader')),
  ReceiveAlterPartition: (stage, step) => takeAnswer(stage, brokerIn(step, 'leader')),
  MoveLeader: (stage, step) => takeMove(stage, brokerIn(step, 'broker')),
  ControlledShutdown: (stage, step) => takeControlledShutdown(stage, brokerIn(step, 'broker')),
  ProcessCrash: (stage, step) => takeCrash(stage, brokerIn(step, 'broker')),
  CheckpointHighWatermark: (stage, step) => takeCheckpoint(stage, brokerIn(step, 'broker')),
  FenceBroker: (stage, step) => takeFence(stage, brokerIn(step, 'broker')),
}
