/** What a process has of KRaft in memory. */
import { NONE } from '../../../kit/schema'
import { configOf } from './kraft.fixture'
import { establishedMember, idleAlterPartition, noMember, startedMember } from './member'
import { UNREGISTERED } from './state'

const { bounds } = configOf({ bounds: { brokers: 2 } })

const nothing = {
  ...{ view: NONE, hasPublished: false, brokerEpoch: UNREGISTERED, serves: false, stoppedCleanly: false },
  ...{ awaitsCommit: false, isAhead: false, isForgotten: false, hasLeftReplaced: false },
  alterPartitions: [
    {
      ...{ stage: 'idle', isAwaited: false, error: 'none', leaderEpoch: 0, partitionEpoch: 0, isr: 0 },
      counted: [UNREGISTERED, UNREGISTERED],
    },
  ],
}

test('a broker that does not run has nothing', () => {
  expect(noMember(bounds)).toEqual([nothing])
  expect(idleAlterPartition(bounds)).toEqual(nothing.alterPartitions[0])
})

test('one that has started has published nothing, and knows how the process before ended', () => {
  expect(startedMember(bounds, 3, true)).toEqual([{ ...nothing, view: 3, stoppedCleanly: true }])
  expect(startedMember(bounds, 3, false)).toEqual([{ ...nothing, view: 3 }])
})

test('one of a cluster that stands is registered, and serves', () =>
  expect(establishedMember(bounds)).toEqual([
    { ...nothing, view: 0, hasPublished: true, brokerEpoch: 0, serves: true },
  ]))

test('with ZooKeeper there is none', () => {
  const { kraft: _, ...without } = bounds
  expect([noMember(without), establishedMember(without)]).toEqual([[], []])
})
