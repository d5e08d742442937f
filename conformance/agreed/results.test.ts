import { playedBack } from '../recording'
import { realReplay, type RealReplay } from '../real-replay'
import { partsOf, recordedSessions, recordedText } from '../recorded.fixture'
import { readResults, resultsText, triedFrom, withTried } from './results'

const [{ name, token }] = recordedSessions

const replayed = (text: string): Promise<RealReplay> => {
  const { options, codes } = partsOf(token)
  return realReplay(playedBack(text), { release: '2.1.1', by: 'classes' }, options, codes)
}

const agreeing = (): Promise<RealReplay> => replayed(recordedText(name))
const differing = (): Promise<RealReplay> =>
  replayed(recordedText(name).replaceAll('"leaderEpoch":1,"high', '"leaderEpoch":7,"high'))

test('runs that agree are one row, with what Kafka was left with', async () => {
  const run = await agreeing()
  expect(triedFrom('B01', [run, run])).toEqual({
    ...{ bug: 'B01', kafka: '2.1.1', by: 'classes', token, steps: 8, runs: 2, agreed: 2, fewest: 8 },
    values: run.values,
    outcome: { verdict: 'kept', text: 'acknowledged record a: on every member of the ISR' },
  })
})

test('a run that differs is not counted, and says on which step, and why', async () => {
  const row = triedFrom('B01', [await agreeing(), await differing()])
  expect(row).toMatchObject({ runs: 2, agreed: 1, fewest: 7 })
  expect(row.parted).toEqual({
    step: 8,
    event: 'broker 3 handles the next LeaderAndIsr',
    why: 'broker 3, partition 0, leaderEpoch: 1 in the model, 7 in Kafka',
  })
})

test('rows are in the order of their names and releases, and a later run takes the place of an earlier one', async () => {
  const row = triedFrom('B01', [await agreeing()])
  const rows = [
    { ...row, kafka: '2.1.1' },
    { ...row, kafka: '0.10.2.2' },
    { ...row, bug: 'A' },
  ]
  const read = readResults(resultsText(withTried(rows, { ...row, runs: 9 })))
  expect(read.map(({ bug, kafka, runs }) => `${bug} ${kafka} ${runs}`)).toEqual([
    'A 2.1.1 1',
    'B01 0.10.2.2 1',
    'B01 2.1.1 9',
  ])
})
