import { peerName } from '../../kit/difference'
import { configsOf } from '../../model/config'
import type { Scope } from '../../model/machine'
import type { PartitionId } from '../../model/values'
import { notLeaderError } from '../../model/versions/error-names'
import { releases } from '../../model/versions/timeline'
import { divergedIn, type Diverged } from '../../properties/diverging'
import {
  followerTold,
  producerRefused,
  recordsRead,
  unacknowledged,
  type Ending,
  type FollowerTold,
  type Taken,
  type Unacknowledged,
} from '../../properties/effects'
import { letter } from '../../properties/words'

/** What a step told producers, consumers and followers, in the names that Kafka has for its errors. */
export const effectNotes =
  ({ protocol, settings, bounds }: Scope, configs = configsOf(protocol.decide, settings, bounds)) =>
  (taken: Taken, partition: PartitionId): readonly string[] => {
    const config = configs[taken.before.configVersion] ?? configs[0]
    const endings: Readonly<Record<Ending, string>> = {
      afterAppend: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND, but consumers can read it',
      notLeader: protocol.release === WITHOUT_WORD ? 'REQUEST_TIMED_OUT' : notLeaderError(protocol),
      noAnswer: 'no answer',
      timedOut: 'REQUEST_TIMED_OUT',
    }
    const told = followerTold(config, taken, partition)
    const diverged = divergedIn(config, taken, partition)
    const read = recordsRead(taken, partition)
    const ended = unacknowledged(config, taken, partition)
    const refusal = producerRefused(config, taken, partition)
    return [
      ...(refusal === undefined ? [] : [refusal === 'notLeader' ? notLeaderError(protocol) : 'NOT_ENOUGH_REPLICAS']),
      ...ORDER.flatMap((ending) =>
        producersOf(
          ended.filter((one) => one.ending === ending),
          endings[ending],
        ),
      ),
      ...(read.length === 0 ? [] : [`reads ${read.map(letter).join(' ')}`]),
      ...(told === undefined ? [] : followerNotes(told)),
      ...(diverged === undefined ? [] : divergingNotes(diverged)),
    ]
  }

const ORDER: readonly Ending[] = ['afterAppend', 'notLeader', 'noAnswer', 'timedOut']

/** 'producers of a b: NOT_LEADER_FOR_PARTITION' */
const producersOf = (ended: readonly Unacknowledged[], told: string): readonly string[] => {
  if (ended.length === 0) return []
  const values = ended.map(({ value }) => letter(value))
  return [`producer${values.length === 1 ? '' : 's'} of ${values.join(' ')}: ${told}`]
}

/** In 0.8.0 a follower tells no producer that waits since it was leader: the request times out (RequestPurgatory). */
const WITHOUT_WORD = releases[0]

const ERRORS = {
  fenced: 'FENCED_LEADER_EPOCH',
  unknown: 'UNKNOWN_LEADER_EPOCH',
  outOfRange: 'OFFSET_OUT_OF_RANGE',
} as const

/** 'diverges: epoch 1 ends at offset 2 at the leader', 'truncates to offset 2' */
const divergingNotes = ({ end, cutAt }: Diverged): readonly string[] => [
  `diverges: epoch ${end.epoch} ends at offset ${end.endOffset} at the leader`,
  ...(cutAt === undefined ? [] : [`truncates to offset ${cutAt}`]),
]

const followerNotes = ({ error, follower, exits, cutAt }: FollowerTold): readonly string[] => [
  ERRORS[error],
  ...(cutAt === undefined ? [] : [`truncates to offset ${cutAt}`]),
  ...(exits === undefined ? [] : [`broker ${peerName(follower)} exits: it is ahead of its leader`]),
]
