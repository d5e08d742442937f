/** A crash at every point: after each step of a schedule, each broker ends in every way, and starts again. */
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { bounds } from '../../model/bounds'
import { replicaOf } from '../../model/cluster'
import { steps, type Scope } from '../../model/machine'
import type { Cluster } from '../../model/state'
import { smallStorage, type SmallStorage } from '../../model/storage/storage-bounds'
import type { BrokerId } from '../../model/values'
import type { Protocol } from '../../model/versions/decisions'
import { brokenClaim, loadedAs } from './crash-claims'
import { endings, mishaps } from './crash-deeds'

const RECORDS = 4
const PLENTY = 99

/** Two brokers, four records, and every fault of files. */
export const crashScope = (protocol: Protocol, small: Pick<SmallStorage, 'cleanup' | 'segmentRecords'>): Scope => {
  const settings = { acks: 'all', minIsr: 1, uncleanElection: false } as const
  const storage = smallStorage(
    { keys: 2, tombstones: [2], retention: 0, time: 2, deletesRecords: true, ...small },
    RECORDS,
    settings,
  )
  const faults = {
    ...{ 'process-crash': PLENTY, 'machine-crash': PLENTY, 'clean-shutdown': PLENTY, 'disk-loss': PLENTY },
    ...{ 'io-error': PLENTY, 'lost-checkpoint': PLENTY, 'crash-while-loading': PLENTY, 'leader-move': 2 },
  }
  return {
    ...{ protocol, settings },
    bounds: bounds({ brokers: 2, records: RECORDS, epochs: 4, controlledShutdown: 'gives-up', storage, faults }),
  }
}

export interface Tried {
  /** Stops that were tried, each followed by a start. */
  readonly points: number
  /** The first claims that did not hold, with the steps that led there. */
  readonly broken: readonly string[]
}

type Fire = ReturnType<typeof steps>['fire']

/** Tries every stop in each of these states; and in each state after it, every stop again. */
export const tryEveryStop = (scope: Scope, states: readonly Cluster[]): Tried => {
  const { fire } = steps(scope)
  const broken: string[] = []
  let points = 0
  const visit = (cluster: Cluster, broker: BrokerId, earlier: readonly Action[]): void => {
    for (const deeds of deedsIn(fire, cluster, broker)) {
      const started = played(fire, cluster, [...deeds, { type: 'Start', broker }])
      if (started === undefined) continue
      points++
      const wrong = wrongAfter(fire, cluster, [earlier, deeds], started, broker)
      if (wrong !== undefined) broken.push(`${said([...earlier, ...deeds])}: ${wrong}`)
      if (earlier.length > 0 || wrong !== undefined) continue
      visit(started, broker, [...deeds, { type: 'Start', broker }])
      const written: Action = { type: 'CheckpointRecoveryPoint', broker }
      const later = played(fire, started, [written])
      if (later !== undefined) visit(later, broker, [...deeds, { type: 'Start', broker }, written])
    }
  }
  states.forEach((cluster) => cluster.brokers.forEach(({ isUp }, broker) => isUp && visit(cluster, broker, [])))
  return { points, broken }
}

const deedsIn = (fire: Fire, cluster: Cluster, broker: BrokerId): readonly (readonly Action[])[] =>
  endings(cluster, broker).flatMap((ending) => {
    const down = played(fire, cluster, ending)
    return down === undefined ? [] : mishaps(down, broker).map((mishap) => [...ending, ...mishap])
  })

const wrongAfter = (
  fire: Fire,
  before: Cluster,
  [earlier, deeds]: readonly [readonly Action[], readonly Action[]],
  started: Cluster,
  broker: BrokerId,
): string | undefined => {
  const disk = (cluster: Cluster): ReturnType<typeof replicaOf>['disk'] => replicaOf(cluster, broker, 0).disk
  const all = [...earlier, ...deeds]
  const wrong = brokenClaim(
    disk(before),
    deeds,
    disk(started),
    all.some(({ type }) => type === 'LoseEpochs'),
  )
  if (wrong !== undefined) return wrong
  const start: Action = { type: 'Start', broker }
  const again = played(fire, started, [{ type: 'ProcessCrash', broker }, start])
  if (again === undefined || loadedAs(disk(again), all) !== loadedAs(disk(started), all))
    return 'recovering twice is not recovering once'
  const whole = deeds.filter(({ type }) => type !== 'CrashWhileLoading')
  const once = played(fire, before, [...whole, start])
  return once !== undefined && loadedAs(disk(once), all) !== loadedAs(disk(started), all)
    ? 'a crash while loading changes what is loaded'
    : undefined
}

const played = (fire: Fire, cluster: Cluster, actions: readonly Action[]): Cluster | undefined => {
  let present = cluster
  for (const action of actions) {
    const next = fire(present, action)
    if (isRefused(next)) return undefined
    present = next
  }
  return present
}

const said = (actions: readonly Action[]): string =>
  actions.map((action) => ('kept' in action ? `${action.type} ${action.kept}` : action.type)).join(', ')
