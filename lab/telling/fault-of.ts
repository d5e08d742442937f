import type { Action } from '../../model/actions'
import { FREE, type Bounds } from '../../model/bounds'
import { faults, type Cluster, type Fault } from '../../model/state'

/** The fault that a step was, if it was one: it took from a budget, or it is free. */
export const faultOf = (
  bounds: Pick<Bounds, 'faults'>,
  { spent: was }: Cluster,
  { type }: Action,
  { spent: is }: Cluster,
): Fault | undefined => {
  const [one, other] = was === is ? [] : faults.filter((fault) => is[fault] > was[fault])
  if (one !== undefined) return other === undefined ? one : faultOfType[type]
  // One that is free has happened before, and is not counted.
  const again = type === 'ShrinkIsr' ? 'isr-shrink' : faultOfType[type]
  return again !== undefined && bounds.faults[again] === FREE ? again : undefined
}

/** Where faults share a budget, all of them are counted with one, and one that is free is not counted. These are told apart by their steps. */
const faultOfType: Readonly<Partial<Record<Action['type'], Fault>>> = {
  ProcessCrash: 'process-crash',
  MachineCrash: 'machine-crash',
  ControlledShutdown: 'clean-shutdown',
  StopUnasked: 'clean-shutdown',
  CutOff: 'cut-off',
  CutOffZooKeeper: 'cut-off-zookeeper',
  CutOffController: 'cut-off-controller',
  Pause: 'pause',
  CutLink: 'cut-link',
  MoveLeader: 'leader-move',
  ControllerFailover: 'controller-failover',
  FenceBroker: 'session-expiry',
  LoseAlterPartition: 'lost-alter-partition',
  FailDirectory: 'directory-failure',
  ReplaceWithFutureLog: 'directory-move',
}

/** The faults that may share a budget. */
export const sharable: readonly Fault[] = faults.filter((fault) => Object.values(faultOfType).includes(fault))
