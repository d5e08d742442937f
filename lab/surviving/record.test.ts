/** What the field asked (docs/field-reports.md, R1, R2, R21), in the rows of docs/survive.md. */
import survivals from '../records/survivals.json'
import { harms } from './harms'
import { boundsFor, settingsText, survivalSettings, type SurvivalRow } from './record'
import { isMinimalBothWays } from './surviving.fixture'

const rows = survivals as unknown as readonly SurvivalRow[]

const rowOf = (wanted: Partial<SurvivalRow>): SurvivalRow => {
  const found = rows.find((row) =>
    Object.entries({ kafka: '2.1', acks: 'all', unclean: false, elr: undefined, ...wanted }).every(
      ([name, value]) => row[name as keyof SurvivalRow] === value,
    ),
  )
  if (found === undefined) throw new Error(`no row for ${JSON.stringify(wanted)}`)
  return found
}

const after = (row: SurvivalRow, id: string): readonly string[] =>
  (row.cells.find((cell) => cell.id === id)?.sets ?? []).map(({ faults }) =>
    Object.entries(faults)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', '),
  )

test('three replicas, min.insync.replicas=2: crashes lose nothing; two of them refuse producers; power that is lost loses records', () => {
  const row = rowOf({ brokers: 3, minIsr: 2 })
  const lost = after(row, 'acknowledged')
  expect(lost).toContain('machine-crash 1')
  expect(lost.filter((set) => /^process-crash \d$/.test(set))).toEqual([])
  expect(after(row, 'refused')).toContain('process-crash 2')
  expect(after(row, 'refused')).not.toContain('process-crash 1')
})

test('min.insync.replicas as large as the replication factor: one crash refuses producers', () => {
  for (const brokers of [2, 3])
    expect(after(rowOf({ brokers, minIsr: brokers }), 'refused')).toContain('process-crash 1')
})

test('min.insync.replicas=1: producers are not refused, and a crash loses nothing', () => {
  const row = rowOf({ brokers: 2, minIsr: 1 })
  expect(after(row, 'refused')).toEqual([])
  expect(after(row, 'acknowledged').filter((set) => !set.includes('machine-crash'))).toEqual([])
})

test('one replica: a crash takes the leader away, and the loss of unflushed records takes the record', () => {
  const row = rowOf({ brokers: 1, minIsr: 1 })
  expect(after(row, 'leaderless')).toContain('process-crash 1')
  expect(after(row, 'acknowledged')).toEqual(['machine-crash 1'])
})

test('unclean election: a replica that lags, and a crash, lose an acknowledged record; without it they do not', () => {
  const set = 'process-crash 1, isr-shrink 1'
  expect(after(rowOf({ brokers: 2, minIsr: 1, unclean: true }), 'acknowledged')).toContain(set)
  expect(after(rowOf({ brokers: 2, minIsr: 1 }), 'acknowledged')).not.toContain(set)
})

test('acks=1 loses an acknowledged record in one crash, and acks=0 acknowledges none', () => {
  expect(after(rowOf({ brokers: 2, minIsr: 1, acks: '1' }), 'acknowledged')).toContain('process-crash 1')
  const { cells } = rowOf({ brokers: 2, minIsr: 1, acks: '0' })
  expect(cells.find(({ id }) => id === 'acknowledged')?.never).toContain('none is acknowledged')
})

test('4.3: one machine that loses power loses records with one replica, and with two only together with another fault', () => {
  const alone = after(rowOf({ kafka: '4.3', brokers: 1, minIsr: 1 }), 'acknowledged')
  expect(alone).toEqual(['machine-crash 1'])
  const two = after(rowOf({ kafka: '4.3', brokers: 2, minIsr: 2 }), 'acknowledged')
  expect(two).not.toContain('machine-crash 1')
  expect(two).toContain('machine-crash 1, isr-shrink 1')
})

test('4.3: eligible leader replicas save the record where the last of the ISR loses it, if min.insync.replicas is above 1', () => {
  const withElr = (minIsr: number): readonly string[] =>
    after(rowOf({ kafka: '4.3', brokers: 2, minIsr, elr: true }), 'acknowledged')
  expect(withElr(2)).not.toContain('machine-crash 1, isr-shrink 1')
  expect(withElr(1)).toContain('machine-crash 1, isr-shrink 1')
})

test('4.3, three replicas, min.insync.replicas=2: two crashes refuse producers, and one does not', () => {
  const refused = after(rowOf({ kafka: '4.3', brokers: 3, minIsr: 2 }), 'refused')
  expect(refused).toContain('process-crash 2')
  expect(refused).not.toContain('process-crash 1')
})

test('releases that have eligible leader replicas are asked about with them and without, and no row has the name of another', () => {
  const withElr = survivalSettings.filter(({ elr }) => elr)
  expect([...new Set(withElr.map(({ kafka }) => kafka))].sort()).toEqual(['4.0', '4.1', '4.3'])
  expect(new Set(survivalSettings.map(settingsText)).size).toBe(survivalSettings.length)
})

test('every row has all harms, within the bounds of its size', () => {
  for (const row of rows) {
    expect(row.cells.map(({ id }) => id)).toEqual(harms.map(({ id }) => id))
    expect(row).toMatchObject(boundsFor(row))
  }
})

test('one replica: each minimal set breaks, and each set with one fault less is searched to its end', async () => {
  await isMinimalBothWays(rowOf({ brokers: 1, minIsr: 1 }))
})
