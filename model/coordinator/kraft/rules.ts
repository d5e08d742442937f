/** The rules of a cluster with KRaft: those that it has alone, those that take the place of others, and the canonical form after each. */
import { isRefused } from '../../../kit/refused'
import type { Rule, Rules } from '../../../kit/rules'
import type { Action } from '../../actions'
import type { Config } from '../../config'
import type { KraftAction } from '../../kraft-texts'
import type { Cluster } from '../../state'
import { handleAlterPartition, loseAlterPartition, receiveAlterPartition } from './alter-partition'
import { canonical } from './canonical'
import { changeConfig } from './change-config'
import { controlledShutdown, fenceBroker, moveLeader, registerBroker, unfenceBroker } from './controller'
import { failDirectory, removeDirectory, repairDirectory, replaceWithFutureLog } from './directories'
import { assignReplicasToDirs, handleDirectoriesOffline } from './directory-reports'
import { reconnect, start, stop, wakeUp } from './lifecycle'
import { reassign } from './reassignment'
import { replayMetadata } from './replay'

/** With ZooKeeper none of these actions is possible. */
export const ofKraft = (config: Config): Pick<Rules<Cluster, Action>, KraftAction> => ({
  ReplayMetadata: replayMetadata(config),
  RegisterBroker: registerBroker(config),
  FenceBroker: fenceBroker(config),
  UnfenceBroker: unfenceBroker(config),
  HandleAlterPartition: handleAlterPartition(config),
  ReceiveAlterPartition: receiveAlterPartition(config),
  LoseAlterPartition: loseAlterPartition(config),
  FailDirectory: failDirectory(config),
  ReplaceWithFutureLog: replaceWithFutureLog(config),
  HandleDirectoriesOffline: handleDirectoriesOffline(config),
  AssignReplicasToDirs: assignReplicasToDirs(config),
  RepairDirectory: repairDirectory(config),
  RemoveDirectory: removeDirectory(config),
})

/** All rules as KRaft has them. */
export const kraftRules = (config: Config, all: Rules<Cluster, Action>): Rules<Cluster, Action> => {
  const forked = {
    ...all,
    MoveLeader: moveLeader(config),
    Reassign: reassign(config),
    ControlledShutdown: controlledShutdown(config),
    ChangeConfig: changeConfig(config),
    Start: start(config),
    Stop: stop(config),
    Reconnect: reconnect,
    WakeUp: wakeUp,
  }
  const entries = Object.entries(forked as Readonly<Record<string, Rule<Cluster, Action>>>)
  const inForm =
    (rule: Rule<Cluster, Action>): Rule<Cluster, Action> =>
    (before, action) => {
      const after = rule(before, action)
      return isRefused(after) || after === before ? after : canonical(config.bounds, before, after)
    }
  return Object.fromEntries(entries.map(([type, rule]) => [type, inForm(rule)])) as unknown as Rules<Cluster, Action>
}
