import { play } from '../model/play'
import { compare } from './compare'
import { observe } from './observe'
import { HALF_FETCHED, machine } from './worlds.fixture'

const seen = observe(play(machine(), HALF_FETCHED))
const copy = (): typeof seen => JSON.parse(JSON.stringify(seen)) as typeof seen

test('an observation agrees with itself after it was sent as JSON', () => {
  const { compared, differences } = compare(seen, copy())
  expect(differences).toEqual([])
  expect(compared).toBeGreaterThan(50)
})

test('what a driver cannot see is not compared', () => {
  const brokers = copy().brokers.map(({ id, running }) => ({ id, running: running === true, replicas: [{}] }))
  const ids = 3
  const running = 3
  const lists = 1 + 3
  expect(compare(seen, { brokers })).toEqual({ compared: ids + running + lists, differences: [] })
})

test.each<[string, (brokers: ReturnType<typeof copy>['brokers']) => unknown, object]>([
  [
    'a value',
    (brokers) => brokers.map((one) => ({ ...one, replicas: one.replicas.map((it) => ({ ...it, highWatermark: 1 })) })),
    { where: 'broker 1, partition 0, highWatermark', model: '0', kafka: '1' },
  ],
  [
    'a record that one has and the other has not',
    (brokers) => brokers.map((one) => ({ ...one, replicas: one.replicas.map((it) => ({ ...it, log: [] })) })),
    { where: 'broker 1, partition 0, log[0]', model: '{"record":"a","epoch":0}', kafka: 'nothing' },
  ],
])('a difference says where it is: %s', (_, change, difference) => {
  const brokers = change(copy().brokers) as typeof seen.brokers
  expect(compare(seen, { brokers }).differences[0]).toEqual(difference)
})
