import { has, members } from '../../kit/bits'
import { peerName, show } from '../../kit/difference'
import { NONE, type Schema } from '../../kit/schema'
import type { Pair } from '../../explorer/beside'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import type { Bounds } from '../../model/bounds'
import { faults, type Broker, type LogRecord } from '../../model/state'
import { letter, setOf } from '../../properties/words'
import type { World } from '../../properties/world'
import type { Cells } from '../../specimens/catalogue'
import { worldDeed } from './account/deed'
import { lanes } from './account/lanes'
import { liftPicture, type Picture } from './account/picture'
import { worldThen } from './account/then'
import { worldTraffic } from './account/traffic'

/** How a machine is shown in a trace: one cell for each column, and notes about each step. */
export interface View<S, A> {
  readonly columns: readonly string[]
  readonly legend: readonly Sign[]
  cells(state: S): readonly string[]
  event(action: A): string
  /** The fault that a step was, if it was one. */
  fault(before: S, after: S): string | undefined
  notes(before: S, action: A, after: S): readonly string[]
  /** The name of the part of a state that is shown. If it is absent, the whole state is shown. */
  readonly part?: string
  /** How the machine is drawn. If it is absent, the machine can be shown as text only. */
  readonly picture?: Picture<S, A>
}

/** A sign that can occur in cells, and its meaning. */
interface Sign {
  readonly sign: RegExp
  readonly meaning: string
}

/** Kafka: a column for each broker, and the state in ZooKeeper. */
export const worldView = (
  { actions, fire }: Machine<World, Action>,
  { brokers, faults: budget }: Bounds,
): View<World, Action> => ({
  columns: [...Array.from({ length: brokers }, (_, id) => `broker ${peerName(id)}`), 'ZK: leader', 'epoch', 'ISR'],
  legend: LEGEND,
  cells: ({ cluster }) => [
    ...cluster.brokers.map((broker, id) => brokerCell(broker, id, cluster.zk.isr)),
    peerName(cluster.zk.leader),
    String(cluster.zk.leaderEpoch),
    setOf(cluster.zk.isr),
  ],
  // With only one controller, the controller epoch carries no information.
  event: (action) =>
    budget['controller-failover'] > 0
      ? actions.print(action)
      : actions.print(action).replace(' of controller epoch 0', ''),
  fault: ({ cluster: { spent: was } }, { cluster: { spent: is } }) => faults.find((fault) => is[fault] > was[fault]),
  notes: worldNotes,
  picture: { lanes: lanes(brokers), then: worldThen, deed: worldDeed, traffic: worldTraffic(fire) },
})

/** Two machines side by side are shown as the first of them. */
export const firstOfPair = <S, A>({ picture, ...view }: View<S, A>): View<Pair<S>, A> => ({
  ...view,
  part: 'here',
  ...(picture === undefined ? {} : { picture: liftPicture(picture, ({ here }: Pair<S>) => here) }),
  cells: ({ here }) => view.cells(here),
  fault: (before, after) => view.fault(before.here, after.here),
  notes: (before, action, after) => view.notes(before.here, action, after.here),
})

const LEGEND: readonly Sign[] = [
  { sign: /L\d/, meaning: 'L1  believes that it is the leader of epoch 1' },
  { sign: /F\d/, meaning: 'F1  follows the leader of epoch 1' },
  { sign: /^-/, meaning: '-  does not know a leader' },
  {
    sign: /^down/,
    meaning: 'down  not running; its log on disk, with the checkpointed high watermark',
  },
  { sign: /\|/, meaning: 'a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark' },
  { sign: /~/, meaning: '~  must truncate before it fetches' },
  { sign: /!/, meaning: '!  cut off from ZooKeeper and the controller' },
  { sign: /^[LF]\d+[~!]*\./, meaning: '.  is shutting down' },
  { sign: /=/, meaning: '=  paused' },
  { sign: /→\d(?!\?)/, meaning: '→1  its fetch request to broker 1 is in flight' },
  { sign: /→\d\?/, meaning: '→1?  its OffsetsForLeaderEpoch request to broker 1 is in flight' },
  { sign: /←/, meaning: '←1  the response from broker 1 is in flight' },
  { sign: /≠/, meaning: '≠1  the network link from it to broker 1 is cut' },
  { sign: /«/, meaning: '«1  a LeaderAndIsr request of epoch 1 is in flight' },
  { sign: /^[LF].*\{/, meaning: "{1 2}  the ISR in the leader's memory, if ZooKeeper has another" },
]

const brokerCell = (broker: Broker, self: number, isr: number): string => {
  const { replica, requests } = broker
  const { disk, leadership } = replica
  const words = [roleOf(broker, self), logWord(disk.log, broker.isUp ? replica.highWatermark : disk.highWatermark)]
  if (replica.leader === self && leadership.isr !== isr) words.push(setOf(leadership.isr))
  broker.exchanges.forEach(
    ({ stage }, leader) => stage !== 'idle' && words.push(`${ARROWS[stage]}`.replace('#', peerName(leader))),
  )
  if (broker.unreachable !== 0) words.push(`≠${members(broker.unreachable).map(peerName).join('')}`)
  if (requests.length > 0) words.push(`«${requests.map(({ leaderEpoch }) => leaderEpoch).join()}`)
  return words.join(' ')
}

const ARROWS = { fetch: '→#', ask: '→#?', fetched: '←#', outOfRange: '←#', told: '←#' } as const

const roleOf = ({ isUp, isCutOff, isStopping, isPaused, replica }: Broker, self: number): string => {
  if (!isUp) return 'down'
  const isTruncating = replica.fetcher === 'truncating' || replica.fetcher === 'converging'
  const marks = [isTruncating ? '~' : '', isCutOff ? '!' : '', isStopping ? '.' : '', isPaused ? '=' : ''].join('')
  if (replica.leader === NONE && replica.leaderEpoch < 0) return `-${marks}`
  return `${replica.leader === self ? 'L' : 'F'}${replica.leaderEpoch}${marks}`
}

const logWord = (log: readonly LogRecord[], highWatermark: number): string => {
  const words = log.map((record) => letter(record.value) + subscript(record.epoch))
  return [...words.slice(0, highWatermark), '|', ...words.slice(highWatermark)].join('')
}

const subscript = (value: number): string =>
  [...String(value)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit).join('')

const worldNotes = (before: World, action: Action, after: World): readonly string[] => {
  const [was, is] = [before.history, after.history]
  const committed = is.truth.slice(was.truth.length).map(({ value }) => letter(value))
  const acknowledged = members(is.acknowledged & ~was.acknowledged).map(letter)
  return [
    ...toldBy(before, action),
    ...(committed.length > 0 ? [`${committed.join(' ')} committed`] : []),
    ...(acknowledged.length > 0 ? [`${acknowledged.join(' ')} acknowledged`] : []),
    ...(is.hadUncleanElection && !was.hadUncleanElection ? ['unclean election'] : []),
    ...electedBy(before, after),
  ]
}

/** The content of the LeaderAndIsr request that is handled or lost in this step. */
const toldBy = ({ cluster }: World, action: Action): readonly string[] => {
  if (action.type !== 'HandleLeaderAndIsr' && action.type !== 'LoseRequest') return []
  const request = cluster.brokers[action.broker]?.requests.find(
    ({ controllerEpoch }) => controllerEpoch === action.controllerEpoch,
  )
  return request === undefined ? [] : [`request: leader ${peerName(request.leader)}, epoch ${request.leaderEpoch}`]
}

const electedBy = ({ cluster: { zk: was } }: World, { cluster: { zk: is } }: World): readonly string[] => {
  if (is.leader !== was.leader) return [is.leader === NONE ? 'no leader' : `${peerName(is.leader)} is elected`]
  const gone = members(was.isr).filter((broker) => !has(is.isr, broker))
  const joined = members(is.isr).filter((broker) => !has(was.isr, broker))
  return [
    ...gone.map((broker) => `${peerName(broker)} leaves the ISR`),
    ...joined.map((broker) => `${peerName(broker)} joins the ISR`),
  ]
}

const SPECIMEN_LEGEND: readonly Sign[] = [
  { sign: /L\d/, meaning: 'L1  believes that it is the leader of epoch 1' },
  { sign: /F\d/, meaning: 'F1  follows the leader of epoch 1' },
  { sign: /^- /, meaning: '-  has not heard of a leader' },
  { sign: /\|/, meaning: 'a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark' },
]

/** Any other machine: its own cells if it has some, and every other part of its state as plain text. */
export const plainView = <S, A>({ schema, actions, initial }: Machine<S, A>, cells?: Cells<S>): View<S, A> => {
  const parts = partsOf(schema, cells !== undefined)
  const own = cells?.(initial).map((_, peer) => `replica ${peerName(peer)}`) ?? []
  return {
    columns: [...own, ...parts.map(({ name }) => name)],
    legend: cells === undefined ? [] : SPECIMEN_LEGEND,
    cells: (state) => [
      ...(cells?.(state) ?? []),
      ...parts.map(({ name, shape }) => show(shape, (state as Readonly<Record<string, unknown>>)[name])),
    ],
    event: (action) => actions.print(action),
    fault: () => undefined,
    notes: () => [],
  }
}

/** The fields of a record. Next to own cells only nested records are shown, because the rest is mostly machinery. */
const partsOf = <S>(schema: Schema<S>, hasCells: boolean): readonly { name: string; shape: Schema<unknown> }[] => {
  if (schema.kind !== 'record') return hasCells ? [] : [{ name: 'state', shape: schema as Schema<unknown> }]
  return hasCells ? schema.fields.filter(({ shape }) => shape.kind === 'record') : [...schema.fields]
}
