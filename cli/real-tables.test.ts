import { checksum } from '../kit/checksum'
import { kraftTable, triedTable, withColumn, type Shown } from './real-tables'

const lost: Shown = {
  ...{ name: 'B01', kafka: '0.10.2.2', by: 'wire', runs: 10, agreed: 9, planned: 8, steps: 8, values: 1270 },
  outcome: { verdict: 'lost', text: 'record a is gone' },
  because: 'step 3: timed out',
}
const results = [lost, { ...lost, name: 'B010' }]

test('a row says how many steps and runs agreed, what is left, and how to repeat it', () => {
  expect(triedTable([lost]).split('\n').at(-1)).toBe(
    '| B01 | 0.10.2.2 | wire | 8 | 9 of 10 | 1,270 | lost: record a is gone; step 3: timed out | `npm run -s real:agreed -- B01 0.10.2.2 wire` |',
  )
})

test('a bug whose schedule was not tried, and another one was, leads to that', () => {
  const ledger = withColumn(['| | what |', '| --- | --- |', '| [B61](a.md) | c |'].join('\n'), results)
  expect(ledger).toContain('| this schedule not tried; [with KRaft](ground-truth.md#with-kraft)')
})

test('the ledger gets a last column, and it is written anew each time', () => {
  const ledger = ['| | ticket | what |', '| --- | --- | --- |', '| [B01](a.md) | KIP | a \\| b |', '| B02 | - | c |']
  const once = withColumn(ledger.join('\n'), results)
  expect(once.split('\n')).toEqual([
    '|  | ticket | what | on real Kafka |',
    '| --- | --- | --- | --- |',
    '| [B01](a.md) | KIP | a \\| b | 0.10.2.2 wire: 8 of 8 steps, 9 of 10 runs, lost |',
    '| B02 | - | c | not tried |',
  ])
  expect(withColumn(once, results)).toBe(once)
})

test('a schedule with KRaft says on which releases every step agreed, and a control leads to no page', () => {
  const token = 'tm1:kafka=4.3:p1,f2:00000000'
  const found = { name: 'a-loss', bug: 'B68', what: 'a loss', agrees: ['4.3.1'], left: 'lost', by: 'hand' } as const
  const control = { ...found, name: 'none', what: 'the same in time', isControl: true, left: 'kept' } as const
  const signed = `${token.slice(0, -8)}${checksum(token.slice(0, -9))}`
  const rows = kraftTable([
    { ...found, token: signed },
    { ...control, token: signed },
  ]).split('\n')
  expect(rows.slice(2)).toEqual([
    '| [B68](findings/B68-a-loss.md), a loss | 2 | not run | agrees | not run | lost |',
    '| the same in time | 2 | not run | agrees | not run | kept |',
  ])
})
