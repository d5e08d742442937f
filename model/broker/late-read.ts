/**
 * An answer to a fetch whose records are read when it is sent.
 *
 * A leader answers with a view of its file, a place and a size (FileRecords.slice), and the bytes are read when they are written to the
 * socket (FileRecords.writeTo, 4.3.1), which may be long after. If the broker follows somebody else by then, it may have truncated its log
 * there, and appended what its new leader has (KAFKA-18723). The rest of the answer, such as the high watermark, is of the earlier time.
 *
 * Where the file is shorter than the view, the connection breaks. It is closed, too, when the process ends: then what was not sent is gone.
 * Where the log directory has failed, the file cannot be read any more (FileRecords.closeHandlers).
 *
 * Deliberately simplified: all records are of one size, so what is in the place of a record is another record as a whole. In Kafka it may be the middle of
 * one, and then the follower refuses what it gets (CorruptRecordException).
 */
import { isRefused, refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, replicaOf, spend, standstill } from '../cluster'
import type { Config } from '../config'
import { readFrom } from '../replica/disk'
import { isSameRecord } from '../replica/log'
import type { Cluster } from '../state'
import { sendFetch } from './fetcher'
import { pending, withPending } from './fetcher-request'
import { count, serve } from './serving'

const refused = {
  notAnswered: refuse('has no answer with records on its way to this follower'),
  sent: refuse('has made the answer in an earlier process, or of a log that is gone, and its connection is closed'),
  nothingToSend: refuse('would get no records'),
  stale: refuse('has truncated what it was to send, and breaks the connection'),
  cut: refuse('has truncated its log below what it was to send'),
  same: refuse('has the same records there as when it made the answer'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/**
 * Where a fetch is one step: one that is answered by a step of its own. Sending it, reading for it and counting it are one step here, which they
 * are not where each message is one.
 */
export const fetchSlowly = (config: Config): Rule<Cluster, ActionOf<'FetchSlowly'>> => {
  const [sent, served, counted] = [sendFetch(config), serve(config), count(config)]
  return (cluster, { follower, records, partition }) => {
    if (spend(config, cluster, 'late-read') === undefined) return refused.noBudget
    const { leader } = replicaOf(cluster, follower, partition)
    const between = { leader, follower, partition }
    const asked = sent(cluster, { type: 'SendFetch', follower, partition })
    const read = isRefused(asked) ? asked : served(asked, { type: 'Serve', ...between, records })
    const answered = isRefused(read) ? read : counted(read, { type: 'Count', ...between })
    if (isRefused(answered)) return answered
    return pending(answered, between)?.records.length === 0 ? refused.nothingToSend : answered
  }
}

export const sendLate =
  (config: Config): Rule<Cluster, ActionOf<'SendLate'>> =>
  (cluster, between) => {
    const { leader, partition } = between
    const answer = pending(cluster, between)
    if (answer?.stage !== 'fetched' || answer.records.length === 0) return refused.notAnswered
    if (answer.isSent) return refused.sent
    const still = standstill(brokerOf(cluster, leader))
    if (still !== undefined) return still
    const { disk } = replicaOf(cluster, leader, partition)
    const records = readFrom(disk, answer.fetchOffset, answer.records.length)
    if (records.length < answer.records.length) return refused.cut
    if (records.every((record, place) => isSameRecord(record, answer.records[place]))) return refused.same
    if (!config.decide.sendsWhatReplaced()) return refused.stale
    const spent = spend(config, cluster, 'late-read')
    return spent === undefined ? refused.noBudget : { ...withPending(cluster, between, { ...answer, records }), spent }
  }
