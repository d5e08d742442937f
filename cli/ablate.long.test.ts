/** `ablate --kafka`: what breaks without each decision of a preset, and what it prints. What it refuses: ablate.test.ts. */
import { shapes } from '../reports/json'
import { tidemark } from './harness'

const FEW =
  '--kafka 4.3 --max-states 300 kip-497/highWatermarkQuorum kafka-10101/recoveryPointOfRecovered kafka-1170/mayLeaveIsr'

test('a decision breaks properties in some world, gives other answers to no avail, or gives the same answers', async () => {
  const { out, code } = await tidemark(`ablate ${FEW} --json`)
  const { rows, verdict, next } = shapes.ablation.parse(JSON.parse(out))
  const [replaced, quorum, bars] = rows
  expect(quorum?.cells.map(({ property }) => property)).toContain('S1')
  expect(replaced).toMatchObject({ without: 'kafka-1170/mayLeaveIsr', differs: 0, cells: [] })
  expect(replaced?.argued).toBe('KAFKA-7152 decides the same point.')
  expect(bars?.cells).toEqual([])
  expect([verdict, code]).toEqual(['unargued', 1])
  expect(next).toContain('check --kafka 4.3')
})

test('the table has a column for each property that breaks', async () => {
  const { out } = await tidemark('ablate --kafka 4.3 --max-states 300 kafka-13790/acceptsPartitionEpoch')
  expect(out).toMatch(/^without +S1 +S11 .*first in$/m)
  expect(out).toMatch(/^kafka-13790\/acceptsPartitionEpoch +10 /m)
  expect(out).toMatch(/1 row: something breaks without 1\n/)
  expect(out).not.toContain('nothing without')
  expect((await tidemark('ablate --kafka 0.10.2 --max-states 20 --markdown kafka-1170/mayLeaveIsr')).out).toContain(
    '| nothing breaks without |',
  )
})
