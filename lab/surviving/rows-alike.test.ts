import survivals from '../records/survivals.json'
import { rowsAlike } from './rows-alike'
import { settingsText, survivalSettings, type SurvivalRow, type SurvivalSettings } from './record'
import { quiet } from './surviving.fixture'

const recorded = survivals as unknown as readonly SurvivalRow[]

const named = (name: string): SurvivalSettings => {
  const found = survivalSettings.find((settings) => settingsText(settings) === name)
  if (found === undefined) throw new Error(`no settings: ${name}`)
  return found
}

const answeredBy = async (name: string, others: readonly string[]): Promise<readonly string[]> => {
  const rows = await rowsAlike(named(name), others.map(named), quiet)
  for (const row of rows) expect(row).toEqual(recorded.find((one) => settingsText(one) === settingsText(row)))
  return rows.map(settingsText)
}

test('versions that answer every decision of a search alike have one row, each under its own name', async () => {
  const [asked, same] = ['4.3 replicas=1 min-isr=1 acks=all', '4.1 replicas=1 min-isr=1 acks=all']
  expect(await answeredBy(asked, [same, '3.9 replicas=1 min-isr=1 acks=all'])).toEqual([asked, same])
})

test('unclean election has a row of its own where a step asks whether it is allowed, and none where no decision reads it', async () => {
  const [asked, unclean] = ['0.8.0 replicas=1 min-isr=1 acks=1', '0.8.0 replicas=1 min-isr=1 acks=1 unclean']
  expect(await answeredBy(asked, [unclean])).toEqual([asked, unclean])
  expect(await answeredBy('2.1 replicas=1 min-isr=1 acks=1', ['2.1 replicas=1 min-isr=1 acks=1 unclean'])).toHaveLength(
    1,
  )
})

test('rows that differ in the number of replicas, in acks, in min.insync.replicas or in eligible leader replicas are never one', async () => {
  const asked = '4.3 replicas=1 min-isr=1 acks=all'
  const others = [
    '4.3 replicas=2 min-isr=1 acks=all',
    '4.3 replicas=1 min-isr=1 acks=1',
    '4.3 replicas=2 min-isr=2 acks=all',
    '4.3 replicas=1 min-isr=1 acks=all elr',
  ]
  expect(await answeredBy(asked, others)).toEqual([asked])
})
