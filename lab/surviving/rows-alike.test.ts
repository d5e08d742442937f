import survivals from '../records/survivals.json'
import { explore } from '../../explorer/breadth'
import { remembered } from '../../explorer/memo/remembered'
import { steps } from '../../explorer/steps'
import type { Case } from '../questions/asked'
import { kafkaCase } from '../questions/kafka-case'
import { scopeOf } from '../questions/question'
import { noting } from './noted'
import { rowsAlike } from './rows-alike'
import {
  boundsFor,
  questionOfRow,
  settingsText,
  survivalSettings,
  type SurvivalRow,
  type SurvivalSettings,
} from './record'
import { questionOf } from './survive'
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

test('who answers otherwise changes nothing in what a search remembers of its steps', () => {
  const asked = (settings: SurvivalSettings): ReturnType<typeof questionOfRow> =>
    questionOfRow({ ...settings, ...boundsFor(settings) })
  const one = named('2.0.1 replicas=3 min-isr=1 acks=all')
  const others = survivalSettings
    .filter(
      ({ brokers, minIsr, acks, kafka }) => brokers === 3 && minIsr === 1 && acks === 'all' && /^(0|1|2)/.test(kafka),
    )
    .map((other) => scopeOf(asked(other)))
  const question = questionOf(asked(one), { 'process-crash': 1, 'machine-crash': 1, 'isr-shrink': 1 }, ['leaderless'])
  const searched = ({ run }: Case, stepping: typeof steps): readonly number[] =>
    run((machine) => {
      const { distinct, generated, depth } = explore(machine, [], { maxStates: 2_000 }, stepping)
      return [distinct, generated, depth]
    })
  const { caseOf, alike } = noting(others)
  expect(searched(caseOf(question), remembered)).toEqual(searched(kafkaCase(question), steps))
  expect(alike().length).toBeLessThan(others.length)
})
