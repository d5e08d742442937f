/**
 * Every specimen, searched with and without partial-order reduction: only the steps taken differ. Larger ones:
 * partial-order.long.test.ts.
 */
import { exploreInOneOrder } from '../explorer/partial-order'
import { built, commits, findTheSame, haveCorrectFootprints, MOST_STATES, rowsWithin } from './partial-order.fixture'

const rows = [...commits(1, 2, 3, 4), ...rowsWithin(0, MOST_STATES.short)]

findTheSame(rows)
haveCorrectFootprints(rows, 400)

test('two-phase commit takes the fewest steps that the independence of steps allows', () => {
  built('two-phase-commit', { 'resource-managers': 5 }).run((machine, properties) => {
    expect(exploreInOneOrder(machine, properties)).toMatchObject({ distinct: 8832, generated: 22_487, spared: 35_658 })
  })
})

test('a machine with more parts than a set can hold has no footprints', () => {
  built('kip-320', { replicas: 6, 'max-epoch': 8 }).run((machine) => expect(machine.footprints).toBeUndefined())
  built('kip-320', { replicas: 6, 'max-epoch': 3 }).run((machine) => expect(machine.footprints?.parts).toHaveLength(30))
})
