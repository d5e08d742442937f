/** What the occasions of a cluster claim: in some walks in npm test, in more at night. */
import { intersect, none } from '../../kit/bits'
import { laws } from '../../explorer/laws'
import { rng } from '../../explorer/rng'
import { drawSwarm } from '../../explorer/swarm'
import { walk } from '../../explorer/walk'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { bounds, defaultSettings, type Bounds } from '../../model/bounds'
import { kafka } from '../../model/machine'
import type { Cluster, Fault } from '../../model/state'
import { preset } from '../../model/versions/timeline'
import { faultsOf } from '../questions/ask-kraft'

const twoOfEachFault = (release: string): Partial<Record<Fault, number>> =>
  Object.fromEntries(faultsOf(release).map((fault) => [fault, 2]))

const machineWith = (release: string, differing: Partial<Bounds>): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const world = bounds({ brokers: 3, records: 3, epochs: 4, faults: twoOfEachFault(release), ...differing })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

/** The states that so many walks meet, and their steps. */
const walked = (
  machine: Machine<Cluster, Action>,
  walks: number,
): { states: readonly Cluster[]; schedules: readonly string[] } => {
  const states: Cluster[] = []
  const schedules: string[] = []
  for (let number = 0; number < walks; number++) {
    const chance = rng(`occasions/${number}`)
    const reach = { steps: 100, returns: 3 }
    const walking = walk(machine, [], drawSwarm(machine.actions, chance), chance, reach, (state) => states.push(state))
    while (walking.advance(reach.steps));
    schedules.push(walking.outcome.actions.map((action) => machine.actions.encode(action)).join(' '))
  }
  return { states, schedules }
}

export const areOccasions = (walks: number): void =>
  describe.each<[string, string, Partial<Bounds>]>([
    ['where a fetch is one step', '2.1', {}],
    ['message by message', '2.1', { grain: 'message' }],
    ['with three partitions', '2.1', { grain: 'message', partitions: 3 }],
    ['with KRaft', '4.3', { grain: 'message', kraft: { metadataLag: 2, elr: true } }],
  ])('the occasions of a cluster, %s,', (_, release, differing) => {
    const machine = machineWith(release, differing)
    const { occasions, ...withoutOccasions } = machine
    const { states, schedules } = walked(withoutOccasions, walks)

    test('leave out only what the rules refuse', () => {
      const law = laws(machine).find(({ claim }) => claim === 'an enabled action has an occasion')
      expect(states.length).toBeGreaterThan(1000)
      for (const state of states) expect(law?.fault(state)).toBeUndefined()
    })

    test('are there at some time, and for what goes on of itself not always', () => {
      const share = machine.actions.kinds.map(({ type }, kind) => {
        const needs = occasions?.needed[kind] ?? none
        const met = states.filter((state) => intersect(needs, occasions?.of(state) ?? none) !== none)
        return [type, met.length / states.length] as const
      })
      // A controller of 2.1 does not notice a bounce, and one of KRaft has none to notice. No walk here meets an old process
      // (id-taken-over.test.ts does). Late fetches are rare, and no leader since 3.7 expands its ISR in two steps (late-fetch.test.ts).
      const never = share.flatMap(([type, often]) => (often === 0 ? [type] : []))
      const isRare = (type: string): boolean => type.includes('Old') || /Late$|^ExpandIsr$/.test(type)
      expect(never.filter((type) => !isRare(type))).toEqual(release === '2.1' ? ['BrokerBounce'] : [])
      const always = share.flatMap(([type, often]) => (often === 1 ? [type] : []))
      const waiting = new Set(machine.actions.kinds.filter(({ role }) => role === 'routine').map(({ type }) => type))
      expect(always.filter((type) => waiting.has(type))).toEqual([])
    })

    test('do not change where walks go', () => expect(walked(machine, walks).schedules).toEqual(schedules))
  })
