import type { Action } from '../model/actions'

/**
 * What each kind of step is, once harm has stopped.
 *
 * routine: a running cluster goes on doing it, whatever happens. recovery: what brought a running broker to a standstill
 * ends by itself. repair: somebody has to do something, so it may take as long as they like. drop: a leader drops a
 * follower from the ISR, which is right if the follower does not come back, and harm otherwise. harm: a fault, or an
 * operator or administrator who changes something. client: what producers and consumers do.
 */
type Kind = 'routine' | 'recovery' | 'repair' | 'drop' | 'harm' | 'client'

/** The kind of every type of action: a missing one is a compile error. */
const kinds: Readonly<Record<Action['type'], Kind>> = {
  // Producers stop, so that the high watermark has a log end to reach. A consumer changes nothing.
  Produce: 'client',
  ConsumerFetch: 'client',
  RefuseProducer: 'client',
  ProduceToOld: 'client',
  ReadFromOld: 'client',

  // A producer that gives up waiting was not answered. So this must not be what settles a cluster.
  TimeOutProducer: 'client',

  // A fetcher thread never stops by itself: it sends, waits, times out (GiveUp), and sends again (AbstractFetcherThread).
  Fetch: 'routine',
  SendFetch: 'routine',
  SendOffsetsForLeaderEpoch: 'routine',
  Serve: 'routine',
  Count: 'routine',
  Receive: 'routine',
  GiveUp: 'routine',
  Truncate: 'routine',
  FetchByOld: 'routine',
  TruncateByOld: 'routine',

  // Scheduled tasks and clocks run on. A checkpoint helps nobody before the next crash, but it is taken all the same.
  CheckpointHighWatermark: 'routine',
  CheckpointLogStart: 'routine',
  CheckpointRecoveryPoint: 'routine',
  FlushSegments: 'routine',
  DeleteOldSegments: 'routine',
  CleanLog: 'routine',
  PassTime: 'routine',
  FetchTooEarly: 'routine',
  PassLagTime: 'routine',

  // The answer to an ISR write arrives. If it is lost, that is a fault with a budget.
  ZooKeeperAnswers: 'routine',

  // The controller notices what has changed, and a broker handles what it is told: delay is no fault, and it ends.
  BrokerFailure: 'routine',
  BrokerStartup: 'routine',
  BrokerBounce: 'routine',
  HandleLeaderAndIsr: 'routine',
  OnPartitionReassignment: 'routine',
  HandleStopReplica: 'routine',
  HandleLateStopReplica: 'routine',

  // With KRaft: a broker replays what it has fetched, a session ends or begins, a request and its answer arrive.
  ReplayMetadata: 'routine',
  RegisterBroker: 'routine',
  FenceBroker: 'routine',
  UnfenceBroker: 'routine',
  HandleAlterPartition: 'routine',
  ReceiveAlterPartition: 'routine',
  CommitMetadata: 'routine',
  HaltAhead: 'routine',
  ExpandIsr: 'routine',
  HandleDirectoriesOffline: 'routine',
  UnfenceWithDirectoriesOffline: 'routine',
  AssignReplicasToDirs: 'routine',

  // A broker whose log directory has failed halts by itself, and Start repairs it.
  HaltFailed: 'routine',

  // A broker whose controlled shutdown was accepted stops. That is not harm: the decision was, and Start repairs it.
  Stop: 'routine',

  // A session is made again, a route comes back, a collection of garbage ends (ZooKeeperClient.reinitialize).
  Reconnect: 'recovery',
  ReachAgain: 'recovery',
  WakeUp: 'recovery',

  // An operator starts a broker or mends a network.
  Start: 'repair',
  MendLink: 'repair',
  EndOld: 'repair',
  RepairDirectory: 'repair',
  RemoveDirectory: 'repair',

  ShrinkIsr: 'drop',

  // An operator asks for these; nothing that heals needs them.
  MoveLeader: 'harm',
  ControlledShutdown: 'harm',
  StopUnasked: 'harm',
  ChangeConfig: 'harm',
  DeleteRecords: 'harm',
  Reassign: 'harm',

  // A new controller tells every broker the state again, so it would repair much. But nobody may count on it.
  ControllerFailover: 'harm',

  ProcessCrash: 'harm',
  MachineCrash: 'harm',
  CutOff: 'harm',
  CutOffZooKeeper: 'harm',
  CutOffController: 'harm',
  Pause: 'harm',
  CutLink: 'harm',
  LoseRequest: 'harm',
  LoseAnswer: 'harm',
  RepeatStopReplica: 'harm',
  LoseZkAnswer: 'harm',
  LoseAlterPartition: 'harm',
  AnswerAsReplaced: 'harm',
  LoseMetadata: 'harm',
  ServeLate: 'harm',
  CountLate: 'harm',
  FetchSlowly: 'harm',
  SendLate: 'harm',
  FailDirectory: 'harm',
  ReplaceWithFutureLog: 'harm',
  TakeOverId: 'harm',
  LoseDisk: 'harm',
  LoseHighWatermarks: 'harm',
  LoseLogStarts: 'harm',
  LoseEpochs: 'harm',
  CrashWhileLoading: 'harm',
  FailLogDir: 'harm',
  FailIndex: 'harm',
  FailAppend: 'harm',
}

/** Takes part in healing where everything comes back. */
export const healsAll = ({ type }: Action): boolean => HEALING.has(kinds[type])

/** Takes part in healing where a broker that is down, or a link that is cut, stays so. */
export const healsTheRest = ({ type }: Action): boolean => REMAINING.has(kinds[type])

/** Goes on by itself: nobody repairs anything, and nothing is dropped. */
export const healsByItself = ({ type }: Action): boolean => BY_ITSELF.has(kinds[type])

/** Goes on, and nothing that came to a standstill comes back: what is down, cut off or paused stays so. */
export const goesOn = ({ type }: Action): boolean => GOING_ON.has(kinds[type])

/** The same, and nobody drops a follower. */
export const isRoutine = ({ type }: Action): boolean => kinds[type] === 'routine'

const HEALING: ReadonlySet<Kind> = new Set(['routine', 'recovery', 'repair'])
const GOING_ON: ReadonlySet<Kind> = new Set(['routine', 'drop'])
const BY_ITSELF: ReadonlySet<Kind> = new Set(['routine', 'recovery'])
const REMAINING: ReadonlySet<Kind> = new Set(['routine', 'recovery', 'drop'])
