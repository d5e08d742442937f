/** What Kafka's own classes of the KRaft era showed, recorded, beside the model of today: no Java is needed. */
import { playedBack } from './recording'
import { realReplay } from './real-replay'
import { recordedText } from './recorded.fixture'
import { partsOfFinding, recordedFindings, sessionOf } from './recorded-kraft.fixture'

const KAFKA = { release: '4.3.1', by: 'classes' } as const

test.each(recordedFindings)('the model agrees with $name at every step, and so does the end', async (found) => {
  const { options, codes } = partsOfFinding(found)
  const { verdict, stepped, planned, values, outcome } = await realReplay(
    playedBack(recordedText(sessionOf(found))),
    KAFKA,
    options,
    codes,
  )
  expect({ verdict, stepped, left: outcome?.verdict }).toEqual({
    verdict: 'agrees',
    stepped: planned,
    left: found.left,
  })
  expect(values).toBeGreaterThan(90 * planned)
})

test.each([
  ['a-late-fetch-of-a-fenced-broker', 'hypothetical-fenced-too', { verdict: 'differs', stepped: 23, parted: 23 }],
  ['bytes-of-an-earlier-epoch', 'hypothetical-fresh-bytes', { verdict: 'diverged', stepped: 16, parted: undefined }],
  [
    'an-empty-replica-is-eligible',
    'hypothetical-marker-names-directories',
    { verdict: 'differs', stepped: 13, parted: 9 },
  ],
  ['offline-and-in-the-isr', 'hypothetical-offline-not-in-isr', { verdict: 'differs', stepped: 14, parted: 9 }],
])('%s: beside the model with its repair, Kafka parts at the step of the bug', async (name, repair, expected) => {
  const found = recordedFindings.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no session of ${name}`)
  const { options, codes } = partsOfFinding(found)
  const replay = await realReplay(
    playedBack(recordedText(sessionOf(found))),
    KAFKA,
    { ...options, with: repair },
    codes,
  )
  const { verdict, stepped, parted } = replay
  expect({ verdict, stepped, parted }).toEqual(expected)
})

test.each<[string, number, string, string, string]>([
  [
    'what the controller has',
    4,
    '"isr":[1],"partitionEpoch":1',
    '"isr":[1,2],"partitionEpoch":1',
    'controller, partition 0, isr[1]',
  ],
  [
    'what a broker has replayed',
    8,
    '"replayed":{"leader":1,"leaderEpoch":0,"isr":[1]',
    '"replayed":{"leader":1,"leaderEpoch":0,"isr":[2]',
    'broker 1, partition 0, replayed, isr[0]',
  ],
  ['a proposal', 6, '"stage":"request"', '"stage":"answer"', 'broker 1, partition 0, alterPartition, stage'],
  ['an ISR that is pending', 6, '"isrIsPending":true', '"isrIsPending":false', 'broker 1, partition 0, isrIsPending'],
])('%s that is not what Kafka showed is a difference, and the step is named', async (_, step, from, to, where) => {
  const [found] = recordedFindings
  if (found === undefined) throw new Error('there is a recorded finding')
  const { options, codes } = partsOfFinding(found)
  const lines = recordedText(sessionOf(found)).split('\n')
  const line = lines[step + 1] ?? ''
  expect(line).toContain(from)
  const spoilt = lines.map((text, index) => (index === step + 1 ? text.replace(from, to) : text)).join('\n')
  const { verdict, parted, steps } = await realReplay(playedBack(spoilt), KAFKA, options, codes)
  expect({ verdict, parted, where: steps[step]?.differences[0]?.where }).toEqual({
    verdict: 'differs',
    parted: step,
    where,
  })
})
