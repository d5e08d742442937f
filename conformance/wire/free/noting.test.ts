import { framing } from '../frames'
import { zooKeeperFraming } from '../zookeeper-frames'
import { STATE } from '../stage'
import { takeNotes } from './noting'

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const bytesOf = (text: string): Buffer => Buffer.concat([int32(text.length), Buffer.from(text)])
const sized = (...parts: readonly Buffer[]): Buffer => {
  const bytes = Buffer.concat(parts)
  return Buffer.concat([int32(bytes.length), bytes])
}

const ZNODE = JSON.stringify({ leader: 2, leader_epoch: 1, isr: [3, 2] })
const [SET_DATA, CHECK, MULTI] = [5, 13, 14]
const operation = (type: number): Buffer => Buffer.concat([int32(type), Buffer.from([0]), int32(-1)])

/** A connection to ZooKeeper that is open, and what a controller writes on it together with a check of its epoch (KAFKA-6082). */
const connected = (): ReturnType<typeof zooKeeperFraming> => {
  const frames = zooKeeperFraming()
  frames.request(sized(int32(0), int32(0)))
  frames.response(sized(int32(0), int32(0)))
  return frames
}
const written = sized(
  ...[int32(7), int32(MULTI), operation(CHECK), bytesOf('/controller_epoch'), int32(3)],
  ...[operation(SET_DATA), bytesOf(STATE), bytesOf(ZNODE), int32(0)],
)
const answer = (type: number): Buffer => sized(int32(7), int32(0), int32(9), int32(0), operation(type))

test.each([
  [CHECK, true],
  [-1, false],
])('what a controller writes is noted, and whether ZooKeeper has done it (result %d: %s)', (type, done) => {
  const { events, tap, begin } = takeNotes([1, 2, 3])
  const frames = connected()
  begin()
  for (const frame of frames.request(written)) tap.request('4>zookeeper', frame)
  for (const frame of frames.response(answer(type))) tap.response('4>zookeeper', frame)
  expect(events).toEqual([
    { event: 'writes', by: 0, leader: 2, leaderEpoch: 1, isr: [2, 3] },
    { event: 'written', by: 0, done },
  ])
})

test('what nobody knows, and what passed before the beginning, is not noted', () => {
  const { events, tap, begin } = takeNotes([1])
  for (const frame of connected().request(written)) tap.request('1>zookeeper', frame)
  begin()
  const unknown = framing({ nameOf: () => 'Fetch', of: () => undefined })
  const request = sized(Buffer.from([0, 1, 0, 0, 0, 0, 0, 1, 0xff, 0xff]))
  for (const frame of unknown.request(request)) tap.request('2>1', frame)
  tap.ended('2>1')
  expect(events).toEqual([])
})
