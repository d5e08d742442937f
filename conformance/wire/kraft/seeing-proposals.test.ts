import type { Passing } from '../connection'
import type { Mesh } from '../mesh'
import type { Message } from '../messages'
import { seenProposal } from './seeing-proposals'

const held = (link: string, way: 'request' | 'response', body: Message): Passing => ({
  link,
  frame: {
    ...{ bytes: Buffer.alloc(0), way, api: 'AlterPartition', body: () => body },
    header: { apiKey: 56, apiVersion: 3, correlationId: 1, end: 0 },
  },
  ...{ place: 0n, free: () => undefined, lose: () => undefined, response: Promise.resolve(undefined) },
})

const seen = (...all: readonly Passing[]): unknown => {
  const mesh = { held: () => all } as unknown as Mesh
  const broker = { epochs: [11, 30], isFenced: false, inControlledShutdown: false }
  const image = { partition: undefined, brokers: new Map([[2, broker]]) }
  return seenProposal({ cluster: { mesh } } as Parameters<typeof seenProposal>[0], 1, image)
}

const aboutOne = (partition: Message): Message => ({ ErrorCode: 0, Topics: [{ Partitions: [partition] }] })

const asked = aboutOne({
  LeaderEpoch: 4,
  NewIsrWithEpochs: [
    { BrokerId: 2, BrokerEpoch: 30 },
    { BrokerId: 1, BrokerEpoch: 7 },
  ],
})

test('a proposal on its way names each broker with the number of its registration', () => {
  const isr = [
    { broker: 1, brokerEpoch: -1 },
    { broker: 2, brokerEpoch: 1 },
  ]
  expect(seen(held('1>controller', 'request', asked))).toEqual({ stage: 'request', leaderEpoch: 4, isr })
})

test('that of another leader, and nothing at all, are null', () => {
  expect(seen(held('2>controller', 'request', asked))).toBeNull()
  expect(seen()).toBeNull()
})

test.each<[string, Message, unknown]>([
  [
    'an answer has the ISR that was agreed on',
    aboutOne({ ErrorCode: 0, LeaderEpoch: 4, Isr: [2, 1] }),
    { stage: 'answer', error: 'NONE', leaderEpoch: 4, isr: [{ broker: 1 }, { broker: 2 }] },
  ],
  [
    'a refused replica is named as such',
    aboutOne({ ErrorCode: 107, LeaderEpoch: 4, Isr: [] }),
    { stage: 'answer', error: 'INELIGIBLE_REPLICA' },
  ],
  [
    'so is any other error, also of the whole request',
    { ErrorCode: 77, Topics: [] },
    { stage: 'answer', error: 'OUT_OF_DATE' },
  ],
])('%s', (_, body, answer) => expect(seen(held('1>controller', 'response', body))).toEqual(answer))
