import type { Action } from '../model/actions'
import { actionsWithin } from '../model/action-texts'
import { question } from '../lab/questions/question'
import { blindDriver } from './blind.fixture'
import { realWalk, type RealPlan, type RealWatch } from './real-walk'
import { scope } from './worlds.fixture'

const all = actionsWithin(scope().bounds).kinds.map(({ type }) => type as Action['type'])
const plan: RealPlan = {
  ...{ seed: 'blind', first: 0, runs: 5, steps: 40, open: { leader: true } },
  asked: question({ kafka: '2.1.1', settings: { minIsr: 2 }, bounds: { ...scope().bounds } }),
}
const quiet: RealWatch = { isInterrupted: () => false, report: () => undefined }

test('walks of a seed are the same every time', async () => {
  const [one, other] = [blindDriver(all), blindDriver(all)]
  const first = await realWalk(one, plan, quiet)
  expect(await realWalk(other, plan, quiet)).toEqual(first)
  expect(one.asked).toEqual(other.asked)
  expect(first).toMatchObject({ walks: 5, steps: one.asked.length, isInterrupted: false })
})

test('the first schedule on which the two part is shrunk on both', async () => {
  const liar = blindDriver(all, (seen, { action }) =>
    action.type === 'MoveLeader' ? { ...seen, zookeeper: [{ leader: -1, leaderEpoch: 0, isr: [] }] } : seen,
  )
  const { parted } = await realWalk(liar, { ...plan, runs: 200 }, quiet)
  expect(parted?.codes).toHaveLength(1)
  expect(parted?.codes[0]).toMatch(/^m\d$/)
  expect(parted?.question.bounds.records).toBe(1)
})

test('a step that the driver does not take is named, and ends the walks', async () => {
  const found = await realWalk(blindDriver(all.filter((type) => type !== 'Produce')), plan, quiet)
  expect(found).toMatchObject({ walks: 1, refused: { walk: 0, why: 'this driver has no such step' } })
  expect(found.refused?.event).toMatch(/^producer sends a record/)
})

test('Ctrl-C ends the walks between two of them', async () => {
  const looks = { left: 2 }
  const watch = { ...quiet, isInterrupted: () => looks.left-- <= 0 }
  expect(await realWalk(blindDriver(all), plan, watch)).toMatchObject({ walks: 2, isInterrupted: true })
})
