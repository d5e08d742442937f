/** A producer that sends one record after the other, each with a value of its own, to whoever leads. */
import type { Rng } from '../../../explorer/rng'
import { recordsOf } from '../disk'
import { produce } from '../producing'
import { znodeOf } from '../stage'
import { sleep } from '../waiting'
import { errorName } from './errors'
import type { FreeCluster } from './opening'

/** acks=all, and no answer for so long: REQUEST_TIMED_OUT. */
const TIMEOUT_MS = 1500

/** Until so many records are in some log, or nobody wants any more: in about so many seconds. What is refused is sent again. */
export const sendRecords = async (
  free: FreeCluster,
  chance: Rng,
  { records, seconds }: { readonly records: number; readonly seconds: number },
  isOver: () => boolean,
  report: (sent: number) => void,
): Promise<void> => {
  for (let sent = 0; sent < records && !isOver();) {
    await sleep(chance.below(Math.ceil((2000 * seconds) / records)))
    const leader = (await znodeOf(free.cluster))?.leader ?? -1
    if (leader < 0 || !free.cluster.isRunning(leader)) continue
    if (await isAppended(free, leader, `r${sent}`)) report(++sent)
  }
}

const isAppended = async (free: FreeCluster, broker: number, record: string): Promise<boolean> => {
  const { cluster, notes } = free
  notes.note({ event: 'produce', broker, record })
  const look = lookingAt(free, broker, record)
  const answer = await produce(cluster.places.client(broker), record, -1, TIMEOUT_MS)
  const isSeen = await look.end()
  const error = answer === undefined ? 'NO_ANSWER' : errorName(answer.errorCode)
  const isKept = answer === undefined ? await isOnDisk(free, broker, record) : APPENDED.includes(error)
  const appended = isKept || isSeen
  notes.note({ event: 'produced', broker, record, error, appended })
  return appended
}

const APPENDED = ['NONE', 'REQUEST_TIMED_OUT', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND']

/**
 * NOT_LEADER_FOR_PARTITION is also what a producer is told that waits for its answer when the broker stops leading. So the log is
 * looked at all the time.
 */
const lookingAt = ({ cluster }: FreeCluster, broker: number, record: string): { end(): Promise<boolean> } => {
  const state = { isSeen: false, isOver: false }
  const look = async (): Promise<void> => {
    while (!state.isSeen && !state.isOver) {
      state.isSeen = recordsOf(cluster, broker).some(({ value }) => value === record)
      await sleep(LOOK_MS)
    }
  }
  const looking = look()
  return {
    end: async () => {
      state.isOver = true
      await looking
      return state.isSeen
    },
  }
}

const LOOK_MS = 10

/** The connection ends where the process does. Then its log does not change any more. */
const isOnDisk = async ({ cluster, until }: FreeCluster, broker: number, record: string): Promise<boolean> => {
  await until(`broker ${broker} to end`, () => Promise.resolve(!cluster.isRunning(broker)))
  return recordsOf(cluster, broker).some(({ value }) => value === record)
}
