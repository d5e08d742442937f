/**
 * The record: small worlds, and the whole ladder with KRaft. Large worlds: record.long.test.ts and record.night.test.ts. Every row of the
 * ladder is in README.md, which cli/pages.night.test.ts checks.
 */
import { decisionsOf, timeline } from '../../model/versions/timeline'
import { ablations } from './ablations'
import { protocolOf, question } from '../questions/question'
import { areAsOnRecord, areSmallest, isSmall } from './record.fixture'

areAsOnRecord(isSmall)
areSmallest(isSmall)

describe('every decision of the baseline', () => {
  const notNeeded = [
    ...['kafka-1028/onOutOfRange', 'kafka-7414/onOutOfRange', 'kafka-1170/mayLeaveIsr', 'kafka-7152/mayLeaveIsr'],
    ...['kafka-1028/keepsLastInIsr', 'kafka-5642/keepsLastInIsr'],
    ...['kafka-1188/tellsFollowersOfShrunkIsr', 'kafka-1188/restartsFetcher', 'kafka-1555/refusesProduce'],
    ...['kip-101/truncation', 'kip-101/endOffsetFor', 'kip-101/assignEpoch', 'kafka-6859/truncation'],
    ...['kafka-1382/acceptsFoundIsr', 'kafka-1382/onLostIsrAnswer', 'kafka-6074/onLostIsrAnswer'],
    ...['kafka-4485/highWatermarkQuorum', 'kip-497/locksForIsrWrite', 'kip-497/acknowledges'],
    ...['kip-380/noticesBounce', 'kip-112/replacesStoppingLeader'],
    ...['kafka-5642/tellsStoppingLeader', 'kafka-7482/tellsStoppingLeader'],
  ]
  const alone = ['kafka-7164', 'kafka-7786', 'kafka-9338', 'kafka-10706']
  // Its disaster takes a search of 4.1 million states; the story of B61 plays the schedule that was found.
  const told = ['hypothetical-fenced-count/countsFetch']
  // These are about the log on disk, and nothing else: lab/records/storage-bugs.ts, docs/decisions/0037 and 0038.
  const ofStorage = [
    ...['kafka-13194/cleansBelow', 'kafka-1647/keepsUnledHighWatermark', 'kafka-17076/keepsLastBatch'],
    ...['kafka-2143/beginsAnewAt', 'kafka-3330/cleanerOffsetAfterTruncation', 'kafka-4529/keepsTombstone'],
    ...['kafka-5634/deletesBelow', 'kafka-7400/deletesBelowLogStart', 'kip-107/learnsLogStart', 'kip-33/ageOf'],
    ...['kip-33/keepsTombstone', 'kip-534/deleteHorizon', 'kip-534/keepsTombstone'],
    ...['kafka-7866/movesLogEndFirst', 'kafka-9491/highWatermarkOfNewLog', 'kafka-10471/deletesMarkerFirst'],
    ...['kafka-10101/recoveryPointOfRecovered', 'kafka-2477/readsBehindLogEnd', 'kafka-10778/takesAfterFailure'],
    'kafka-6835/electsWhenUncleanIsAllowed',
  ]
  // These are about moving replicas, and nothing else: lab/records/reassignment-bugs.ts, docs/decisions/0045.
  const ofReassignment = [
    ...['kip-455/replacesReassignment', 'kip-455/tellsOldReplicas', 'kip-570/obeysStopReplica'],
    'hypothetical-old-replicas-count/highWatermarkQuorum',
  ]
  // With ZooKeeper no answer of these matters: lab/records/kraft-bugs.ts, docs/decisions/0063.
  const ofKraft = ['kip-497/fencesAlterPartition', 'kip-497/refusesPartitionEpoch']
  const ablated = ablations.map(({ name }) => name)

  test.each(
    protocolOf(question()).amendments.flatMap((one) => decisionsOf(one).map((decision) => [one.name, decision])),
  )('%s/%s has an ablation, or is documented as not needed', (name = '', decision = '') => {
    const isAblated = ablated.includes(`${name}/${decision}`) || (alone.includes(name) && ablated.includes(name))
    const others = [...notNeeded, ...told, ...ofStorage, ...ofReassignment, ...ofKraft]
    expect(isAblated).toBe(!others.includes(`${name}/${decision}`))
  })

  test('belongs to an amendment of the timeline, or of a later release, or is said to be of none', () => {
    const added = timeline.flatMap(({ adds }) => adds)
    expect(
      protocolOf(question())
        .amendments.filter((one) => !added.includes(one))
        .map(({ name }) => name),
    ).toEqual(['hypothetical-fenced-count', 'hypothetical-old-replicas-count'])
  })
})
