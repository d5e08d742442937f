/** Every specimen, searched with and without partial-order reduction: only the steps taken differ. */
import { explore } from '../explorer/breadth'
import { footprintFaults } from '../explorer/footprint-laws'
import { exploreInOneOrder } from '../explorer/partial-order'
import { statesOf } from '../explorer/states'
import { specimens, type Constants } from './catalogue'
import { oracle } from './oracle'

const MOST_STATES = 40_000

const rows: readonly (readonly [name: string, constants: Constants])[] = [
  ...[1, 2, 3, 4, 5].map((count) => ['two-phase-commit', { 'resource-managers': count }] as const),
  ...oracle
    .filter(({ distinct = Infinity }) => distinct <= MOST_STATES)
    .map(({ module, replicas, logSize, records, maxEpoch }) => {
      const constants = { replicas, 'log-size': logSize, records, 'max-epoch': maxEpoch }
      return [module, constants] as const
    }),
]

const built = (name: string, constants: Constants): ReturnType<(typeof specimens)[number]['build']> => {
  const specimen = specimens.find((one) => one.name === name)
  if (specimen === undefined) throw new Error(`no specimen is named ${name}`)
  return specimen.build(constants)
}

const worded = rows.map(([name, constants]) => [`${name} ${Object.values(constants).join()}`, name, constants] as const)

describe('a search with one order of independent steps finds what all orders find', () => {
  test.each(worded)('in %s', (_row, name, constants) => {
    built(name, constants).run((machine, properties) => {
      // Judged by nothing, so that the search goes to its end, and by everything, so that it ends where something
      // breaks.
      for (const judged of [[], properties]) {
        const { bytes: _, ...whole } = explore(machine, judged)
        const { bytes: __, spared, ...fewer } = exploreInOneOrder(machine, judged)
        expect({ ...fewer, generated: fewer.generated + spared }).toEqual(whole)
      }
    })
  })
})

describe('footprints are correct', () => {
  const small = worded.filter(
    ([, , { 'max-epoch': maxEpoch = 0, 'resource-managers': count = 0 }]) => maxEpoch + count < 5,
  )
  test.each(small)('in %s', (_, name, constants) => {
    built(name, constants).run((machine, properties) => {
      expect(footprintFaults(machine, properties, statesOf(machine, 1500))).toEqual([])
    })
  })
})

test('two-phase commit takes the fewest steps that the independence of steps allows', () => {
  built('two-phase-commit', { 'resource-managers': 5 }).run((machine, properties) => {
    expect(exploreInOneOrder(machine, properties)).toMatchObject({ distinct: 8832, generated: 22_487, spared: 35_658 })
  })
})

test('a machine with more parts than a set can hold has no footprints', () => {
  built('kip-320', { replicas: 6, 'max-epoch': 8 }).run((machine) => expect(machine.footprints).toBeUndefined())
  built('kip-320', { replicas: 6, 'max-epoch': 3 }).run((machine) => expect(machine.footprints?.parts).toHaveLength(30))
})
