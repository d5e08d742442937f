/** What only a machine without preferences breaks: the report says so, and gives no verdict. */
import { dropped, heldBy } from '../explorer/dropped-torch.fixture'
import type { Case } from '../lab/questions/asked'
import { check } from '../lab/searching/check'
import { reach } from '../lab/searching/reach'
import { plainView } from '../lab/telling/plain'
import { checkAsJson } from '../reports/as-json'
import { checkText } from '../reports/check'
import { shapes } from '../reports/json'
import { noPaint } from '../reports/paint'
import { reachText } from '../reports/reach'
import { exitOf, EXIT } from './exit'

const STYLE = { paint: noPaint, isTimed: false, self: 'tidemark' }

const asked: Case = {
  ...{ title: 'dropped torch', scope: [], options: { machine: 'dropped torch' }, isKafka: false },
  rungOf: () => undefined,
  run: (use) => {
    const machine = dropped(false)
    return use(machine, [heldBy(3)], plainView(machine))
  },
}

const watch = {
  clock: { now: () => 0, cpu: () => 0, pause: () => Promise.resolve() },
  isInterrupted: () => false,
  report: () => undefined,
}

test('what is found only where a choice is free is told step by step, and is no verdict', async () => {
  const { run, failing } = await check(asked, { symmetry: true }, watch)
  expect(failing).toBeUndefined()
  expect([run.verdict, run.stopped, exitOf(run)]).toEqual(['inconclusive', undefined, EXIT.inconclusive])
  const text = checkText(run, ['check'], STYLE)
  expect(text).toContain('open      found only where the election is free: fewer than 3 have held it\n')
  expect(text).toMatch(/\n {12}1 {2}it is dropped \(free choice: [23]\)\n {12}2 {2}it is dropped/)
  expect(text).not.toContain('correct to depth')
  const json = shapes.check.parse(checkAsJson(run, 3, 'check', false))
  expect(json.unconfirmed?.findings).toEqual([{ property: 'fewer than 3 have held it', sentence: '3 have held it' }])
})

test('a goal that is reached only where a choice is free is not said to be reached', async () => {
  const { reach: run } = await reach(asked, 'size(seen) = 3', { symmetry: true }, watch)
  expect([run.verdict, run.found]).toEqual(['inconclusive', undefined])
  expect(reachText(run, 'check', STYLE)).toContain('found only where the election is free: size(seen) = 3\n')
})
