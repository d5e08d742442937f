import { has } from '../kit/bits'
import { schemaTerms } from '../kit/expression/of-schema'
import {
  aPeer,
  number,
  somePeers,
  truth,
  type Term,
  type Type,
  type Value,
  type Vocabulary,
} from '../kit/expression/vocabulary'
import { leads, replicaOf } from '../model/cluster'
import { controllerEpochOf, liveBrokers, stateOf } from '../model/coordinator/coordinator'
import type { Scope } from '../model/machine'
import { logEnd } from '../model/replica/disk'
import { entriesOf, type Log } from '../model/replica/log'
import type { Broker, Replica } from '../model/state'
import type { BrokerId } from '../model/values'
import type { Schema } from '../kit/schema'
import { facts } from './facts'
import { isAbout } from './facts/fact'
import { historyOf, type World } from './history'
import { isClean } from './scope'
import { letter } from './words'

/** Expressions are about the first partition. The parts of the complete state have those of the others. */
const PARTITION = 0

/** Records as they are written in an expression: a of epoch 0, then b of epoch 1. */
const aLog: Type = { kind: 'list', item: /^[a-z]\d+$/, example: 'a0 b1' }

const term = (name: string, gives: Type, about: string, value: (world: World) => Value): Term<World> => ({
  ...{ name, takes: [], gives, about, value },
})

/** What a name with a broker can be about. */
interface At {
  readonly id: BrokerId
  readonly broker: Broker
  readonly replica: Replica
}

/** A name with a broker. It has no value for no broker. */
const ofBroker = (name: string, gives: Type, about: string, value: (at: At) => Value): Term<World> => ({
  ...{ name, takes: [aPeer], gives, about },
  value({ cluster }, given) {
    const id = Number(given)
    const broker = cluster.brokers[id]
    return broker && value({ id, broker, replica: replicaOf(cluster, id, PARTITION) })
  },
})

const logText = (log: Log): string =>
  entriesOf(log)
    .map(({ record: { value, epoch } }) => `${letter(value)}${epoch}`)
    .join(' ')

const partitionTerms: readonly Term<World>[] = [
  term('leader', aPeer, 'the leader in ZooKeeper', ({ cluster }) => stateOf(cluster, PARTITION).leader),
  term('epoch', number, 'the leader epoch in ZooKeeper', ({ cluster }) => stateOf(cluster, PARTITION).leaderEpoch),
  term('isr', somePeers, 'the ISR in ZooKeeper', ({ cluster }) => stateOf(cluster, PARTITION).isr),
  term('live', somePeers, 'the brokers that the controller considers alive', ({ cluster }) => liveBrokers(cluster)),
  term('controllerEpoch', number, 'the epoch of the controller', ({ cluster }) => controllerEpochOf(cluster)),
]

const brokerTerms: readonly Term<World>[] = [
  ofBroker('runs', truth, 'its process runs', ({ broker }) => broker.isUp),
  ofBroker('paused', truth, 'it is paused', ({ broker }) => broker.isPaused),
  ofBroker('leads', truth, 'it believes that it is the leader', ({ replica, id }) => leads(replica, id)),
  ofBroker('leader', aPeer, 'the leader that it believes in', ({ replica }) => replica.leader),
  ofBroker('epoch', number, 'its leader epoch; -1: none yet', ({ replica }) => replica.leaderEpoch),
  ofBroker('isr', somePeers, 'the ISR in its memory, if it leads', ({ replica, id }) =>
    leads(replica, id) ? replica.leadership.isr : undefined,
  ),
  ofBroker('hw', number, 'its high watermark; that on disk, if it is down', ({ broker, replica }) =>
    broker.isUp ? replica.highWatermark : replica.disk.highWatermark,
  ),
  ofBroker('leo', number, 'its log end offset', ({ replica }) => logEnd(replica.disk)),
  ofBroker('log', aLog, 'its log, oldest record first', ({ replica }) => logText(replica.disk.log)),
  ofBroker(
    'truncating',
    truth,
    'it must truncate before it fetches',
    ({ replica: { fetcher } }) => fetcher === 'truncating' || fetcher === 'truncatingAgain',
  ),
  ofBroker('fetching', truth, 'its fetcher fetches', ({ replica }) => replica.fetcher === 'fetching'),
  ofBroker('requests', number, 'LeaderAndIsr requests in flight to it', ({ broker }) => broker.requests.length),
]

const recordTerms = (scope: Scope): readonly Term<World>[] => {
  const record = {
    kind: 'word' as const,
    words: Array.from({ length: scope.bounds.records }, (_, value) => letter(value)),
  }
  const valueOf = (given: Value): number => record.words.indexOf(String(given))
  const past = ({ history }: World): ReturnType<typeof historyOf> => historyOf(history, PARTITION)
  return [
    term('committed', aLog, 'the committed records', (world) => logText(past(world).truth)),
    {
      ...{ name: 'committed', takes: [record], gives: truth, about: 'this record is committed' },
      value: (world, given) => entriesOf(past(world).truth).some(({ record: { value } }) => value === valueOf(given)),
    },
    {
      ...{ name: 'acknowledged', takes: [record], gives: truth, about: 'its producer was told that it is safe' },
      value: (world, given) => has(past(world).acknowledged, valueOf(given)),
    },
    term('produced', number, 'the number of records that were appended', ({ cluster }) => cluster.produced[PARTITION]),
    term('clean', truth, 'this run is one for which Kafka makes promises', (world) => isClean(scope, world, PARTITION)),
  ]
}

/**
 * The names that an expression about Kafka can use. They say what a trace prints: a name without a broker is about the
 * partition as ZooKeeper and the controller have it, a name with a broker is about what that broker believes or has.
 */
export const worldVocabulary = (scope: Scope, schema: Schema<World>): Vocabulary<World> => ({
  terms: [...partitionTerms, ...brokerTerms, ...recordTerms(scope), ...schemaTerms(schema)],
  facts: facts.filter((fact) => isAbout(fact, scope.bounds)).map(({ name, found }) => ({ name, found })),
  strange: facts
    .filter((fact) => !isAbout(fact, scope.bounds))
    .map(({ name, isOfKraft = false }) => ({
      name,
      why: `which is of ${isOfKraft ? 'KRaft' : 'ZooKeeper'}, and Kafka ${scope.protocol.release} has none`,
    })),
  peers: scope.bounds.brokers,
  peer: 'broker',
})

/** The names with their arguments, and what they are about: for help. */
export const expressionNames: readonly (readonly [string, string])[] = [
  ...partitionTerms.map(({ name, about }) => [name, about] as const),
  ...brokerTerms.map(({ name, about }) => [`${name}(1)`, `of broker 1: ${about}`] as const),
  ['committed', 'the committed records'],
  ['committed(a)', 'record a is committed'],
  ['acknowledged(a)', 'the producer of record a was told that it is safe'],
  ['produced', 'the number of records that were appended'],
  ['clean', 'this run is one for which Kafka makes promises'],
  ['stuck', 'no action is enabled'],
]
