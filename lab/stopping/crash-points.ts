/** A crash at every point: after each step of a schedule, each broker ends in every way, and starts again. */
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { bounds, type Bounds } from '../../model/bounds'
import { replicaOf } from '../../model/cluster'
import { steps, type Scope } from '../../model/machine'
import type { Disk } from '../../model/replica/disk'
import type { Cluster } from '../../model/state'
import { smallStorage, type SmallStorage } from '../../model/storage/storage-bounds'
import type { BrokerId } from '../../model/values'
import type { Protocol } from '../../model/versions/decisions'
import { brokenClaim, isBack, loadedAs, type Gap } from './crash-claims'
import { endings, mishaps } from './crash-deeds'

const RECORDS = 4
const PLENTY = 99

/** Two brokers, four records, and every fault of files. `kraft` is that of the question: absent with ZooKeeper. */
export const crashScope = (
  protocol: Protocol,
  small: Pick<SmallStorage, 'cleanup' | 'segmentRecords'>,
  { kraft }: Pick<Bounds, 'kraft'>,
): Scope => {
  const settings = { acks: 'all', minIsr: 1, uncleanElection: false } as const
  const storage = smallStorage(
    { keys: 2, tombstones: [2], retention: 0, time: 2, deletesRecords: true, ...small },
    settings,
  )
  const faults = {
    ...{ 'process-crash': PLENTY, 'machine-crash': PLENTY, 'clean-shutdown': PLENTY, 'disk-loss': PLENTY },
    ...{ 'io-error': PLENTY, 'lost-checkpoint': PLENTY, 'crash-while-loading': PLENTY, 'leader-move': 2 },
  }
  return {
    ...{ protocol, settings },
    bounds: bounds({
      ...{ brokers: 2, records: RECORDS, epochs: 4, controlledShutdown: 'gives-up', storage, faults },
      ...(kraft === undefined ? {} : { kraft }),
    }),
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
  const visit = (cluster: Cluster, broker: BrokerId, earlier: readonly Action[], was: Gap): void => {
    for (const deeds of deedsIn(fire, cluster, broker)) {
      const started = played(fire, cluster, [...deeds, { type: 'Start', broker }])
      if (started === undefined) continue
      points++
      const gap = was ?? gapOf(diskOf(cluster, broker), deeds, diskOf(started, broker))
      const wrong = wrongAfter(fire, cluster, deeds, started, broker, gap)
      if (wrong !== undefined) broken.push(`${said([...earlier, ...deeds])}: ${wrong}`)
      if (earlier.length > 0 || wrong !== undefined) continue
      visit(started, broker, [...deeds, { type: 'Start', broker }], gap)
      const written: Action = { type: 'CheckpointRecoveryPoint', broker }
      const later = played(fire, started, [written])
      if (later !== undefined) visit(later, broker, [...deeds, { type: 'Start', broker }, written], gap)
    }
  }
  states.forEach((cluster) =>
    cluster.brokers.forEach(({ isUp }, broker) => isUp && visit(cluster, broker, [], undefined)),
  )
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
  deeds: readonly Action[],
  started: Cluster,
  broker: BrokerId,
  gap: Gap,
): string | undefined => {
  const disk = diskOf(started, broker)
  const wrong = brokenClaim(diskOf(before, broker), deeds, disk, gap)
  if (wrong !== undefined) return wrong
  const start: Action = { type: 'Start', broker }
  const again = played(fire, started, [{ type: 'ProcessCrash', broker }, start])
  if (again === undefined || loadedAs(diskOf(again, broker), gap) !== loadedAs(disk, gap))
    return 'recovering twice is not recovering once'
  const whole = deeds.filter(({ type }) => type !== 'CrashWhileLoading')
  const once = played(fire, before, [...whole, start])
  return once !== undefined && loadedAs(diskOf(once, broker), gap) !== loadedAs(disk, gap)
    ? 'a crash while loading changes what is loaded'
    : undefined
}

const diskOf = (cluster: Cluster, broker: BrokerId): Disk => replicaOf(cluster, broker, 0).disk

const gapOf = (before: Disk, deeds: readonly Action[], after: Disk): Gap => {
  if (deeds.some(({ type }) => type === 'LoseEpochs')) return 'lost'
  return isBack(before, after) ? 'back' : undefined
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
