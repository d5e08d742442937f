/** Faults of a cluster that runs free. Which ones, on whom and how long is drawn from a seed. */
import type { Rng } from '../../../explorer/rng'
import { epochsOf, checkpointOf, recordsOf } from '../disk'
import type { EventOf } from '../../free/events'
import { linkOf } from '../cluster'
import { STATE, znodeOf } from '../stage'
import { sleep } from '../waiting'
import { linksOf, type FreeCluster } from './opening'

/** One fault after the other, with a pause in between, until nobody wants any more. A fault is healed before the next. */
export const doHarm = async (free: FreeCluster, chance: Rng, isOver: () => boolean): Promise<void> => {
  while (!isOver()) {
    await resting(500 + chance.below(1500), isOver)
    if (isOver()) return
    const [fault, victim, lasts] = [chance.below(TABLE.length), chance.below(free.brokers.length), chance.below(3000)]
    const harm = TABLE[fault]
    const broker = free.brokers[victim]
    if (harm !== undefined && broker !== undefined) await harm(free, broker, lasts, chance)
  }
}

/** Sleeps, and wakes up early where it is over. */
const resting = async (ms: number, isOver: () => boolean): Promise<void> => {
  const end = performance.now() + ms
  while (performance.now() < end && !isOver()) await sleep(50)
}

type Harm = (free: FreeCluster, broker: number, ms: number, chance: Rng) => Promise<void>

/** SIGKILL, and the same folder again. */
const killAndStart: Harm = async (free, broker, ms) => {
  await killAndLook(free, broker)
  await untilGone(free, broker)
  await sleep(ms)
  await startAgain(free, broker)
}

/** What it had sent, and nobody has got, is lost with its connections. So nothing of it arrives after its end. */
export const killAndLook = async (free: FreeCluster, broker: number): Promise<void> => {
  const { cluster, notes } = free
  cluster.mesh.cut(linksOf(free, broker))
  await cluster.kill(broker)
  notes.note({ event: 'killed', broker })
  const records = recordsOf(cluster, broker)
  const epochs = epochsOf(cluster, broker)
  notes.note({
    ...{ event: 'disk', broker },
    replica: {
      log: records.map(({ value, epoch }) => ({ record: value, ...(epoch !== undefined && { epoch }) })),
      logEndOffset: records.length,
      checkpointedHighWatermark: checkpointOf(cluster, broker),
      ...(epochs !== undefined && { epochCache: epochs.map(([epoch, startOffset]) => ({ epoch, startOffset })) }),
    },
  })
}

/** ZooKeeper has forgotten the broker, and the controller has had time to act on it. */
const untilGone = async (free: FreeCluster, broker: number): Promise<void> => {
  await free.until(
    `the session of broker ${broker} to end`,
    async () => (await free.cluster.zooKeeper.read(`/brokers/ids/${broker}`)) === undefined,
  )
  await sleep(NOTICED_MS)
}

const NOTICED_MS = 2500

const startAgain = async (free: FreeCluster, broker: number): Promise<void> => {
  free.cluster.mesh.mend(linksOf(free, broker))
  free.notes.note({ event: 'starts', broker })
  await free.cluster.start(broker, 'broker')
  free.notes.note({ event: 'started', broker })
}

/** SIGSTOP and SIGCONT: shorter than its session, or until that has ended. */
const pauseAndWake: Harm = async (free, broker, ms) => {
  const { cluster, notes } = free
  const registered = async (): Promise<string | undefined> =>
    (await cluster.zooKeeper.read(`/brokers/ids/${broker}`))?.content
  const before = await registered()
  cluster.signal(broker, 'SIGSTOP')
  await sleep(DRAINED_MS)
  notes.note({ event: 'paused', broker })
  if (ms < SHORT_MS) await sleep(ms)
  else await untilGone(free, broker)
  const noted: EventOf<'woken'> = { event: 'woken', broker, sessionEnded: false }
  notes.note(noted)
  cluster.signal(broker, 'SIGCONT')
  await sleep(NOTICED_MS) // A session may end just when it goes on.
  // It registers with the time at which it does so.
  noted.sessionEnded = (await free.until(`broker ${broker} to be registered`, registered)) !== before
}

/** What a process has sent before it stood still has arrived by then. */
const DRAINED_MS = 200
const SHORT_MS = 1000

/** A follower does not reach a broker. */
const cutLink: Harm = async ({ cluster, brokers }, broker, ms, chance) => {
  const others = brokers.filter((id) => id !== broker)
  const links = [linkOf(broker, others[chance.below(others.length)] ?? broker)]
  cluster.mesh.cut(links)
  await sleep(200 + 2 * ms)
  cluster.mesh.mend(links)
}

/** The fetches of a broker wait, and then pass, or are lost. */
const holdFetches: Harm = async ({ cluster, brokers, holding }, broker, ms, chance) => {
  const links = brokers.map((to) => linkOf(broker, to))
  for (const link of links) holding.add(link)
  await sleep(200 + 2 * ms)
  for (const link of links) holding.delete(link)
  const isLost = chance.below(2) === 0
  for (const one of cluster.mesh.held()) if (links.includes(one.link)) (isLost ? one.lose : one.free)()
}

/** A preferred leader election: the first replica leads again, if it is in the ISR. */
const moveLeader: Harm = async ({ cluster, brokers, until }) => {
  const [preferred = 1] = brokers
  if ((await znodeOf(cluster))?.leader === preferred) return
  const path = '/admin/preferred_replica_election'
  await cluster.zooKeeper.create(path, { version: 1, partitions: [TOPIC_PARTITION] })
  await until('the controller to look at the election', async () => (await cluster.zooKeeper.read(path)) === undefined)
}

const TOPIC_PARTITION = { topic: STATE.split('/')[3], partition: 0 }

/** How often each is drawn. */
const TABLE: readonly Harm[] = [
  ...[killAndStart, killAndStart, killAndStart],
  ...[pauseAndWake, pauseAndWake, cutLink, cutLink, holdFetches, moveLeader, moveLeader],
]
