/**
 * Specimens that are searched with and without partial-order reduction: small ones in npm test, large ones in the long
 * tests.
 */
import { explore } from '../explorer/breadth'
import { footprintFaults } from '../explorer/footprint-laws'
import { exploreInOneOrder } from '../explorer/partial-order'
import { statesOf } from '../explorer/states'
import { specimens, type Constants } from './catalogue'
import { oracle } from './oracle'

/** The most states in npm test, in the long tests, and at night. */
export const MOST_STATES = { short: 7000, long: 20_000, night: 40_000 }

export type Row = readonly [name: string, constants: Constants]

export const commits = (...counts: readonly number[]): readonly Row[] =>
  counts.map((count) => ['two-phase-commit', { 'resource-managers': count }])

/** The rows of TLC with more than `more` states, and at most `most`. */
export const rowsWithin = (more: number, most: number): readonly Row[] =>
  oracle
    .filter(({ distinct = Infinity }) => distinct > more && distinct <= most)
    .map(({ module, replicas, logSize, records, maxEpoch }) => {
      const constants = { replicas, 'log-size': logSize, records, 'max-epoch': maxEpoch }
      return [module, constants]
    })

export const built = (name: string, constants: Constants): ReturnType<(typeof specimens)[number]['build']> => {
  const specimen = specimens.find((one) => one.name === name)
  if (specimen === undefined) throw new Error(`no specimen is named ${name}`)
  return specimen.build(constants)
}

const worded = (rows: readonly Row[]): readonly (readonly [string, string, Constants])[] =>
  rows.map(([name, constants]) => [`${name} ${Object.values(constants).join()}`, name, constants])

export const findTheSame = (rows: readonly Row[]): void =>
  describe('a search with one order of independent steps finds what all orders find', () => {
    test.each(worded(rows))('in %s', (_row, name, constants) => {
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

export const haveCorrectFootprints = (rows: readonly Row[], states: number): void =>
  describe('footprints are correct', () => {
    test.each(worded(rows))('in %s', (_, name, constants) => {
      built(name, constants).run((machine, properties) => {
        expect(footprintFaults(machine, properties, statesOf(machine, states))).toEqual([])
      })
    })
  })
