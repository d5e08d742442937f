import { zooKeeperFraming } from './zookeeper-frames'

const frame = (...parts: readonly (number | string)[]): Buffer => {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === 'string' ? textOf(part) : numberOf(part))))
  return Buffer.concat([numberOf(bytes.length), bytes])
}

const numberOf = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const textOf = (value: string): Buffer => Buffer.concat([numberOf(value.length), Buffer.from(value)])

const SET_DATA = 5
const GET_DATA = 4
const PING = -2
const BAD_VERSION = -103

const begun = (): ReturnType<typeof zooKeeperFraming> => {
  const frames = zooKeeperFraming()
  frames.request(frame(0, SET_DATA, 0)) // It opens the session: it has no id, so what looks like one means nothing.
  frames.response(frame(PING, 0, 0))
  return frames
}

test('the answer to a write is known by what was written, and the answer to anything else is not', () => {
  const frames = begun()
  frames.request(frame(1, SET_DATA, '/a', 'x', 0))
  frames.request(frame(2, GET_DATA, '/a', 0))
  const answers = frames.response(Buffer.concat([frame(1, 0, 9, BAD_VERSION), frame(2, 0, 9, 0)]))
  expect(answers.map(({ api }) => api)).toEqual(['setData', 'ZooKeeper'])
  expect(answers.map((one) => one.body())).toEqual([{ path: '/a', data: 'x', error: BAD_VERSION }, undefined])
})

test('answers to pings, and notifications, may overtake an answer that is held', () => {
  const frames = begun()
  const answers = frames.response(Buffer.concat([frame(PING, 0, 0), frame(-1, 0, 0), frame(1, 0, 0)]))
  expect(answers.map(({ isUrgent }) => isUrgent)).toEqual([true, true, false])
})

test('what opens a session has no id, and waits in line', () => {
  const frames = zooKeeperFraming()
  const [request] = frames.request(frame(0, SET_DATA, 0))
  const [response] = frames.response(frame(PING, 0, 0))
  expect([request?.api, response?.isUrgent]).toEqual(['ZooKeeper', false])
})
