/**
 * Kafka with and without partial-order reduction: only the steps taken differ. Larger worlds:
 * partial-order.long.test.ts.
 */
import { footprintFaults } from '../../explorer/footprint-laws'
import { statesOf } from '../../explorer/states'
import type { Action } from '../../model/actions'
import { partsWithin, type Parts } from '../../properties/footprints/parts'
import { ablations } from '../records/ablations'
import { knownLosses } from '../records/bugs'
import { worlds } from '../records/worlds'
import { numberOf, subjectOf, type Question } from '../questions/question'
import { areCorrect, findTheSame, MOST, recordOf, small } from './partial-order.fixture'

findTheSame([...recordOf([0, MOST], [0, MOST]), ...small])
areCorrect([...recordOf([0, MOST / 2], [0, MOST / 2]), ...small], 100)

describe('a wrong footprint is found:', () => {
  const blind = (asked: Question, type: Action['type'], goneOf: (parts: Parts) => number): readonly string[] => {
    const { machine } = subjectOf(asked)
    const { footprints } = machine
    if (footprints === undefined) throw new Error('Kafka has footprints')
    const { looksAt, ...rest } = footprints
    const gone = goneOf(partsWithin(asked.bounds))
    const bent: typeof footprints = {
      ...rest,
      looksAt: (before, action, after) => looksAt(before, action, after) & (action.type === type ? ~gone : -1),
    }
    return footprintFaults({ ...machine, footprints: bent }, [], statesOf(machine, 400))
  }
  const named = (name: string): Question => {
    const found = worlds.find((one) => one.name === name)
    if (found === undefined) throw new Error(`no world is named ${name}`)
    return found.question
  }
  const controllers = named('controllers that change, and requests that come twice')
  const zombie = named('messages to a zombie, and a crash')
  const shrinking = named('fetches that bring two records')

  test.each<readonly [string, Question, Action['type'], (parts: Parts) => number]>([
    ['a fetch that does not look at the epoch of its leader', controllers, 'Fetch', ({ all }) => all.belief],
    ['a fetch that does not look at what its leader knows', shrinking, 'Fetch', ({ all }) => all.leadership],
    ['a new controller that does not look who runs', controllers, 'ControllerFailover', ({ all }) => all.life],
    ['a controller that does not look at ZooKeeper', zombie, 'BrokerStartup', ({ states }) => states],
    [
      'a crash that does not look whose connections it breaks',
      zombie,
      'ProcessCrash',
      ({ all }) => all.fetcherRequests,
    ],
    ['an answer that does not look at the log', zombie, 'Serve', ({ all }) => all.log],
  ])('%s', (_, asked, type, goneOf) => {
    expect(blind(asked, type, goneOf).join()).toMatch(/depends on more than/)
  })

  test.each([
    ['S15', 'B35', knownLosses],
    ['S17', 'kafka-1555', ablations],
    ['S19', 'kip-101', ablations],
  ] as const)('%s that sees only the parts of the step, within the bounds of %s', (number, where, pinned) => {
    const found = pinned.find(({ name }) => name === where)
    if (found === undefined) throw new Error(`nothing named ${where} is on record`)
    const { machine, properties } = subjectOf(found.question)
    const blinded = properties.filter(({ name }) => numberOf(name) === number).map((one) => ({ ...one, sees: () => 0 }))
    expect(footprintFaults(machine, blinded, statesOf(machine, 1500)).join()).toContain('sees more than it declares')
  })
})
