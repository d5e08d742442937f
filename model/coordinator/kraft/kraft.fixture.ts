/** Clusters with KRaft for the tests of this folder. */
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import { bounds, defaultSettings, type Settings } from '../../bounds'
import type { Config } from '../../config'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import type { Cluster } from '../../state'
import type { Protocol } from '../../versions/decisions'
import { allAmendments, preset } from '../../versions/timeline'

type Bounding = Parameters<typeof bounds>[0]

export interface Asked {
  readonly kafka?: string
  readonly with?: readonly string[]
  readonly without?: readonly string[]
  readonly elr?: boolean
  readonly settings?: Partial<Settings>
  readonly bounds?: Bounding
}

const protocolOf = ({ kafka: release = '4.3', with: put = [], without = [] }: Asked): Protocol => {
  const protocol = preset(release, { without, with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const everyFault = { 'process-crash': 2, 'isr-shrink': 2, 'leader-move': 2, 'clean-shutdown': 2 }

export const configOf = (asked: Asked = {}): Config => ({
  decide: protocolOf(asked).decide,
  settings: { ...defaultSettings, minIsr: 2, ...asked.settings },
  bounds: bounds({
    ...{ brokers: 3, records: 2, epochs: 6, faults: everyFault },
    ...asked.bounds,
    kraft: asked.bounds?.kraft ?? { metadataLag: 2, elr: asked.elr === true },
  }),
})

/** A machine of these versions and bounds: 4.3, three brokers, and some of every fault, if nothing else is said. */
export const machineOf = (asked: Asked = {}): Machine<Cluster, Action> => {
  const { settings, bounds: within } = configOf(asked)
  return kafka({ protocol: protocolOf(asked), settings, bounds: within })
}

/** A state, and what is refused in it. */
export interface Played {
  readonly state: Cluster
  refusal(line: string): string | undefined
  then(schedule: string): Played
}

export const played = (schedule = '', asked: Asked = {}): Played => {
  const machine = machineOf(asked)
  return {
    state: play(machine, schedule),
    refusal: (line) => refusal(machine, play(machine, schedule), line),
    then: (more) => played(`${schedule}\n${more}`, asked),
  }
}
