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
import { answerAsReplaced, appended, commitMetadata, committed, controllerFailover } from './failover'
import { unfenceWithDirectoriesOffline } from './heartbeat'
import { reconnect, start, stop, wakeUp } from './lifecycle'
import { haltAhead, loseMetadata } from './quorum-loss'
import { reassign } from './reassignment'
import { replayMetadata } from './replay'

/** With ZooKeeper none of these actions is possible. */
export const ofKraft = (config: Config): Pick<Rules<Cluster, Action>, KraftAction> => ({
  ReplayMetadata: replayMetadata(config),
  RegisterBroker: appended(config, registerBroker(config)),
  FenceBroker: appended(config, fenceBroker(config)),
  UnfenceBroker: appended(config, unfenceBroker(config)),
  HandleAlterPartition: appended(config, handleAlterPartition(config)),
  ReceiveAlterPartition: receiveAlterPartition(config),
  LoseAlterPartition: appended(config, loseAlterPartition(config)),
  CommitMetadata: commitMetadata(config),
  AnswerAsReplaced: answerAsReplaced(config),
  LoseMetadata: loseMetadata(config),
  HaltAhead: haltAhead(config),
  FailDirectory: failDirectory(config),
  ReplaceWithFutureLog: replaceWithFutureLog(config),
  HandleDirectoriesOffline: appended(config, handleDirectoriesOffline(config)),
  UnfenceWithDirectoriesOffline: appended(config, unfenceWithDirectoriesOffline(config)),
  AssignReplicasToDirs: appended(config, assignReplicasToDirs(config)),
  RepairDirectory: repairDirectory(config),
  RemoveDirectory: removeDirectory(config),
})

/** All rules as KRaft has them. */
export const kraftRules = (config: Config, all: Rules<Cluster, Action>): Rules<Cluster, Action> => {
  const forked = {
    ...all,
    MoveLeader: appended(config, moveLeader(config)),
    Reassign: committed(reassign(config)),
    ControlledShutdown: appended(config, controlledShutdown(config)),
    ControllerFailover: controllerFailover(config),
    ChangeConfig: committed(changeConfig(config)),
    Start: start(config),
    Stop: committed(stop(config)),
    Reconnect: reconnect,
    WakeUp: wakeUp,
  }
  const entries = Object.entries(forked as Readonly<Record<string, Rule<Cluster, Action>>>)
  const inForm =
    (rule: Rule<Cluster, Action>): Rule<Cluster, Action> =>
    (before, action) => {
      const after = rule(before, action)
      return isRefused(after) || after === before ? after : canonical(config, before, after)
    }
  return Object.fromEntries(entries.map(([type, rule]) => [type, inForm(rule)])) as unknown as Rules<Cluster, Action>
}
