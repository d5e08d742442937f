/** What Kafka's own classes showed, recorded, beside the model of today: no Java is needed. */
import { playedBack } from './recording'
import { realReplay, type RealReplay } from './real-replay'
import { partsOf, recordedSessions, recordedText } from './recorded.fixture'

const KAFKA = { release: '2.1.1', by: 'classes' } as const

const replayed = (text: string, token: string): Promise<RealReplay> => {
  const { options, codes } = partsOf(token)
  return realReplay(playedBack(text), KAFKA, options, codes)
}

test.each(recordedSessions)('the model agrees with $name at every step', async ({ name, token }) => {
  const { verdict, stepped, planned, values } = await replayed(recordedText(name), token)
  expect({ verdict, stepped }).toEqual({ verdict: 'agrees', stepped: planned })
  expect(values).toBeGreaterThan(40 * planned)
})

/** The same session with one value of one step changed. */
const spoilt = (text: string, step: number, from: string, to: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === step + 1 ? line.replace(from, to) : line))
    .join('\n')

test.each<[string, number, string, string, string]>([
  ['a high watermark', 5, '"highWatermark":1', '"highWatermark":0', 'broker 1, partition 0, highWatermark'],
  ['a record', 2, '"record":"a"', '"record":"b"', 'broker 1, partition 0, log[0], record'],
  ['an epoch', 8, '"leaderEpoch":1,"high', '"leaderEpoch":2,"high', 'broker 3, partition 0, leaderEpoch'],
  ['an acknowledgement', 5, '"acknowledged":["a"]', '"acknowledged":[]', 'producers, partition 0, acknowledged[0]'],
  ['a role', 8, '"role":"follower"', '"role":"leader"', 'broker 2, partition 0, role'],
])('%s that is not what Kafka showed is a difference, and the step is named', async (_, step, from, to, where) => {
  const [{ name, token }] = recordedSessions
  const { verdict, parted, steps } = await replayed(spoilt(recordedText(name), step, from, to), token)
  expect({ verdict, parted }).toEqual({ verdict: 'differs', parted: step })
  expect(steps[step]?.differences[0]?.where).toBe(where)
})

test('what a cluster was left with is told from what Kafka showed', async () => {
  const [{ name, token }] = recordedSessions
  const { outcome } = await replayed(recordedText(name), token)
  expect(outcome).toEqual({ verdict: 'kept', text: 'acknowledged record a: on every member of the ISR' })
})

test('a model of another version does not agree with it', async () => {
  const [{ name, token }] = recordedSessions
  const { options, codes } = partsOf(token)
  const { verdict, parted, steps } = await realReplay(
    playedBack(recordedText(name)),
    KAFKA,
    { ...options, kafka: '0.10.2' },
    codes,
  )
  expect({ verdict, parted }).toEqual({ verdict: 'differs', parted: 0 })
  expect(steps[0]?.differences[0]?.where).toBe('broker 1, partition 0, epochCache[0]')
})
