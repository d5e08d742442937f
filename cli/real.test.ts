/** `tidemark real`, with a driver that plays back what Kafka's own classes answered, and without one. */
import { playedBack } from '../conformance/recording'
import { Missing } from '../conformance/missing'
import { recordedSessions, recordedText } from '../conformance/recorded.fixture'
import { blindDriver } from '../conformance/blind.fixture'
import { writeToken } from '../lab/questions/token'
import { realReplayJson, realWalkJson } from '../reports/json-real'
import { tidemark, type Printed } from './harness'

const [{ name, token }, { token: inMessages }] = recordedSessions
const withText = (line: string, text: string): Promise<Printed> =>
  tidemark(line, { outside: { startKafka: () => Promise.resolve(playedBack(text)) } })
const replayed = (text = recordedText(name), flags = ''): Promise<Printed> =>
  withText(`real replay ${token}${flags}`, text)

test('a replay shows each step, that it agrees, and what Kafka was left with', async () => {
  const { code, out, err } = await replayed()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = out.split('\n')
  expect(lines.filter((line) => /AGREES \d+$/.test(line))).toHaveLength(9)
  expect(out).toContain('agrees    8 steps, ')
  expect(out).toContain('outcome   nothing is lost on Kafka 2.1.1: acknowledged record a: on every member of the ISR')
  expect(out).toMatch(/\nnext {6}tidemark replay tm1:kafka=2\.1\.1\S+\n$/)
})

test('where the two part, both views stand below each other, and the field is named', async () => {
  const { code, out } = await replayed(recordedText(name).replaceAll('"leaderEpoch":1,"high', '"leaderEpoch":7,"high'))
  expect(code).toBe(1)
  expect(out).toMatch(/ model .* DIFFERS\n +Kafka .*F7~/)
  expect(out).toContain('broker 3, partition 0, leaderEpoch: 1 in the model, 7 in Kafka')
  expect(out).toMatch(/next {6}tidemark replay tm1:\S+ --step 8\n$/)
})

test('a step in which Kafka fails is not called a difference: exit code 3', async () => {
  const lines = recordedText(name).trimEnd().split('\n')
  const broken = lines.map((line, index) =>
    index < 5 ? line : line.replace(/"reply":.*$/, '"reply":{"error":"in vain"}}'),
  )
  const { code, out } = await replayed(broken.join('\n'))
  expect(code).toBe(3)
  expect(out).toMatch(/FAILED {4}in step \d, which was not compared: in vain\n {10}before it: \d steps, \d+ values/)
  expect(out).not.toContain('DIFFERS')
})

test('a newer release speaks the protocol of an older one, whose model stands beside it; each line that names it says so', async () => {
  const outside = { startKafka: () => Promise.resolve(blindDriver(['Produce', 'Fetch'])) }
  const asked = { kafka: '2.1', brokers: '2', records: '1', epochs: '1', leader: '1', acks: 'all', 'min-isr': '1' }
  const day = writeToken({ options: { ...asked, judge: 'clean' }, codes: ['p1', 'f2', 'f2'] })
  const line = `real replay ${day} --kafka 3.9.1`
  const { code, out } = await tidemark(line, { outside })
  expect({ code, first: out.split('\n')[0] }).toEqual({
    code: 0,
    first: 'Kafka 3.9.1 with inter.broker.protocol.version=2.6 (brokers as processes) beside the model: Kafka 2.6',
  })
  expect(out).toMatch(/agrees {4}3 steps, \d+ values compared, with inter.broker.protocol.version=2.6/)
  expect(out).toMatch(/outcome {3}nothing is lost on Kafka 3.9.1 with inter.broker.protocol.version=2.6: /)
  const json = realReplayJson.parse(JSON.parse((await tidemark(`${line} --json`, { outside })).out))
  expect(json).toMatchObject({ kafka: '3.9.1', by: 'wire', protocol: '2.6', verdict: 'agrees' })
})

test('--json has both views of each step', async () => {
  const { code, out } = await replayed(undefined, ' --json')
  expect(code).toBe(0)
  const { verdict, steps } = realReplayJson.parse(JSON.parse(out))
  expect(verdict).toBe('agrees')
  expect(steps).toHaveLength(9)
  expect(steps[8]).toHaveProperty('kafka.brokers')
})

test('walks say how much was compared, and how to go on', async () => {
  const outside = { startKafka: () => Promise.resolve(blindDriver(['MoveLeader', 'HandleLeaderAndIsr'])) }
  const line = 'real walk --runs 3 --records 1 --brokers 2 --epochs 2 --faults leader-move=1 --grain atomic'
  const { code, out } = await tidemark(`${line} --untimed`, { outside })
  expect(code).toBe(3)
  expect(out).toMatch(/stopped {3}walk 0 has a step that is not stepped: \S+/)
  expect(out).toMatch(/\nnext {6}tidemark real walk .*--runs 3 --seed tidemark --from 1\n$/)
  const json = realWalkJson.parse(JSON.parse((await tidemark(`${line} --json`, { outside })).out))
  expect(json).toMatchObject({ verdict: 'refused', walks: 1, exitCode: 3 })
})

test('alone it lists its commands', async () => {
  const { code, out } = await tidemark('real')
  expect(code).toBe(0)
  expect(out).toMatch(/replay .*\n[^]*walk /)
})

test.each<[string, string, string]>([
  ['real walk', 'real runs Kafka 2.1.1 itself: java is needed', 'without Java'],
  ['real walk --kafka 2.6.3', "--kafka is '2.6.3', by classes: expected 2.1.1", 'of another release'],
  [`real replay ${token} --kafka 2.6.3`, "--kafka is '2.6.3', by classes", 'of a release that is not run'],
  ['real walk --kafka 1.1.1 --by classes', "--kafka is '1.1.1', by classes: expected 2.1.1", 'by classes it has not'],
  ['real walk --by wire', "--by is 'wire': expected classes", 'of processes, which take too long'],
  [`real replay ${token} --kafka 2.8 --by wire`, '2.8.2, 3.9.1, 4.1.0, 4.3.1 or 4.4.0', 'by wire'],
  [`real replay ${inMessages} --by wire`, 'requests and answers as steps of their own', 'in a grain it has not'],
  ['real walk --by wires', "--by is 'wires'", 'in an unknown way'],
  ['real walk --runs none', "--runs is 'none'", 'with a count that is none'],
  ['real walk --seed a*b', "--seed is 'a*b'", 'with a seed that is none'],
  [
    'real walk --faults lost-zk-answer=1',
    '--by classes cannot step a schedule with a lost answer of ZooKeeper',
    'with what has no step',
  ],
  ['real replay nothing', 'this is not a replay token', 'of no schedule'],
  ['real replay', "missing required argument 'schedule'", 'without a schedule'],
  ['real walks', 'too many arguments', 'by no command'],
])('%s: exit code 2 and one line, "%s" (%s)', async (line, said) => {
  const startKafka = (): Promise<never> => Promise.reject(new Missing('java is needed'))
  const { code, out, err } = await tidemark(line, { outside: { startKafka } })
  expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
  expect(err).toContain(said)
})
