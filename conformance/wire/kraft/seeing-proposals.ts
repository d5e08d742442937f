/** What a leader has asked the controller about its ISR, as it is seen on its way. */
import type { ObservedAlterPartition } from '../../observation'
import type { Message } from '../messages'
import { isAlterPartitionOf } from './alter-partition-steps'
import type { MetadataImage } from './metadata-image'
import type { KraftStage } from './stage'

/** Null: nothing is under way. */
export const seenProposal = (
  { cluster }: Pick<KraftStage, 'cluster'>,
  id: number,
  image: MetadataImage,
): ObservedAlterPartition | null => {
  const held = cluster.mesh.held()
  const answer = held.find(isAlterPartitionOf(id, 'response'))
  if (answer !== undefined) return seenAnswer(answer.frame.body())
  const request = held.find(isAlterPartitionOf(id, 'request'))
  return request === undefined ? null : seenRequest(request.frame.body(), image)
}

const seenRequest = (body: Message | undefined, { brokers }: MetadataImage): ObservedAlterPartition => {
  const { LeaderEpoch: leaderEpoch = -1, NewIsrWithEpochs: isr = [] } = partitionIn(body)
  const named = isr.map(({ BrokerId: broker, BrokerEpoch: epoch }) => ({
    broker,
    brokerEpoch: brokers.get(broker)?.epochs.indexOf(epoch) ?? -1,
  }))
  return { stage: 'request', leaderEpoch, isr: named.sort((one, other) => one.broker - other.broker) }
}

const seenAnswer = (body: Message | undefined): ObservedAlterPartition => {
  const { LeaderEpoch: leaderEpoch = -1, Isr: isr = [], ErrorCode: errorCode = 0 } = partitionIn(body)
  const error = Number(body?.['ErrorCode']) || errorCode
  if (error !== 0)
    return { stage: 'answer', error: error === INELIGIBLE_REPLICA ? 'INELIGIBLE_REPLICA' : 'OUT_OF_DATE' }
  const named = [...isr].sort((one, other) => one - other).map((broker) => ({ broker }))
  return { stage: 'answer', error: 'NONE', leaderEpoch, isr: named }
}

const INELIGIBLE_REPLICA = 107

const partitionIn = (body: Message | undefined): PartitionData =>
  (body as unknown as AlterPartitionBody | undefined)?.Topics[0]?.Partitions[0] ?? {}

interface AlterPartitionBody {
  readonly Topics: readonly { readonly Partitions: readonly PartitionData[] }[]
}

/** Of a request, or of an answer. */
interface PartitionData {
  readonly LeaderEpoch?: number
  readonly NewIsrWithEpochs?: readonly { readonly BrokerId: number; readonly BrokerEpoch: number }[]
  readonly ErrorCode?: number
  readonly Isr?: readonly number[]
}
