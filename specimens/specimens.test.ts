/** The specimens: their laws, and what is known about their states. More walks: specimens.night.test.ts. */
import { explore } from '../explorer/breadth'
import { exploreUpToRenaming } from '../explorer/symmetry'
import { specimens, type Checkable, type Constants } from './catalogue'
import { obeyLaws } from './laws.fixture'
import { countedAsTlc } from './paxos.fixture'

const built = (name: string, constants: Constants = {}): Checkable => {
  const specimen = specimens.find((one) => one.name === name)
  if (specimen === undefined) throw new Error(`no specimen is named ${name}`)
  return specimen.build(constants)
}

obeyLaws(2)

describe('two-phase commit', () => {
  test.each([
    [3, 288],
    [5, 8832],
  ])('with %i resource managers has %i states and is consistent', (count, distinct) => {
    built('two-phase-commit', { 'resource-managers': count }).run((machine, properties) => {
      expect(explore(machine, properties)).toMatchObject({ verdict: 'holds', distinct })
    })
  })
})

/** tlaplus/Examples, commit 32a32c7, specifications/PaxosHowToWinATuringAward/manifest.json: model MCPaxosTiny. */
const TLC_COUNTS = 3921
const TLC_DEPTH = 17
const TLC_GENERATED = 23563

describe('paxos', () => {
  test('with 3 acceptors, 2 ballots and 2 values has the states that TLC counts, and one value is chosen', () => {
    built('paxos').run((machine, properties) => {
      const { verdict, distinct, depth, facts } = explore(machine, properties)
      expect({ verdict, distinct, depth: depth + 1 }).toEqual({
        verdict: 'holds',
        distinct: TLC_COUNTS,
        depth: TLC_DEPTH,
      })
      expect(facts).toMatchObject([{ name: 'a value is chosen', depth: 6 }])
    })
  })

  test('has as many steps as TLC, if a proposal counts once for each quorum and each vote that allow it', () => {
    expect(countedAsTlc({ acceptors: 3, ballots: 2, values: 2 })).toEqual({
      ...{ distinct: TLC_COUNTS, steps: 22994, generatedByTlc: TLC_GENERATED },
    })
  })

  test('up to renaming of the acceptors it has 857 states', () => {
    built('paxos').run((machine, properties) => {
      expect(exploreUpToRenaming(machine, properties)).toMatchObject({ verdict: 'holds', distinct: 857 })
    })
  })
})

describe('die hard', () => {
  test('has 16 states and 96 steps', () => {
    built('die-hard').run((machine) => expect(explore(machine)).toMatchObject({ distinct: 16, generated: 96 }))
  })

  test('four gallons take six steps', () => {
    built('die-hard').run((machine, properties) => {
      const { breach } = explore(machine, properties)
      expect(breach?.actions.map((action) => machine.actions.print(action))).toEqual([
        'fill the big jug',
        'pour the big jug into the small one',
        'empty the small jug',
        'pour the big jug into the small one',
        'fill the big jug',
        'pour the big jug into the small one',
      ])
      expect(breach?.breaches).toEqual([
        { property: 'the big jug never holds 4 gallons', verdict: 'The big jug holds 4 gallons.' },
      ])
    })
  })
})

describe('a specimen', () => {
  test('is built with its defaults if no constant is given', () => {
    built('kip-320', { records: 1 }).run((machine) => expect(explore(machine).distinct).toBe(6787))
  })

  test('refuses a constant that it does not have', () => {
    expect(() => built('die-hard', { replicas: 3 })).toThrow('die-hard has no constant named replicas')
  })

  test('refuses a constant out of range', () => {
    expect(() => built('kip-320', { 'max-epoch': 99 })).toThrow('max-epoch is 99, 0 to 8 expected')
  })
})
