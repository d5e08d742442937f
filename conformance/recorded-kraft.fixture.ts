/** Schedules of the KRaft era on Kafka's own classes: the findings, and what does not fail. recorded/ has the sessions of 4.3.1. */
import { readToken, type TokenParts } from '../lab/questions/token'

interface Found {
  readonly name: string
  readonly token: string
  /** What a cluster is left with. */
  readonly left: 'lost' | 'kept'
}

/** B68: a leader replays the record of an ISR change that it has learnt already, and forgets the next that it has proposed. */
const FORGOTTEN: Found = {
  name: 'a-proposal-forgotten',
  left: 'lost',
  token:
    'tm1:kafka=4.3:brokers=2:records=2:epochs=3:leader=1:faults=process-crash=1,isr-shrink=1:acks=all:min-isr=1:judge=clean:p1,f2,s1.2,ma1,mg1,f2,p1,mr1.0,ma1:e28b55a0',
}

/** The same, and it replays the record before it proposes the next. */
const REMEMBERED: Found = {
  name: 'a-proposal-remembered',
  left: 'kept',
  token:
    'tm1:kafka=4.3:brokers=2:records=2:epochs=3:leader=1:faults=process-crash=1,isr-shrink=1:acks=all:min-isr=1:judge=clean:p1,f2,s1.2,ma1,mg1,mr1.0,f2,p1,ma1,mg1:5425e59f',
}

/** B57: a leader is told of two elections at once, and keeps what it knew of a follower that has truncated since. */
const KEPT: Found = {
  name: 'kept-log-ends',
  left: 'lost',
  token:
    'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=1:judge=clean:p1,f2,f2,m3,cs3,mr1.0,mr2.1,mr3.1,f2:fa8db4ac',
}

/** B61: a leader counts a fetch when the follower has truncated since. */
const LATE: Found = {
  name: 'a-fetch-counted-late',
  left: 'lost',
  token:
    'tm1:kafka=4.3:brokers=3:records=1:epochs=3:leader=1:grain=message:faults=clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,sf3,a1.3,b1.3,g3.1,sf3,a1.3,m2,mr2.0,mr3.0,sf3,a2.3,g3.2,cs2,mr1.0,b1.3:24554a0b',
}

/** The same as B57, and the leader is told of one election after the other. */
const TOLD_APART: Found = {
  name: 'log-ends-told-apart',
  left: 'kept',
  token:
    'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=1:judge=clean:p1,f2,f2,m3,mr1.0,cs3,mr1.0,mr2.1,mr3.1,f2:4f3055a4',
}

/** The same as B61, and the fetch is counted in time. */
const IN_TIME: Found = {
  name: 'a-fetch-counted-in-time',
  left: 'kept',
  token:
    'tm1:kafka=4.3:brokers=3:records=1:epochs=3:leader=1:grain=message:faults=clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,sf3,a1.3,b1.3,g3.1,sf3,a1.3,m2,b1.3,mr2.0,mr3.0,sf3,a2.3,g3.2,mr1.0,cs2,mr1.0:02b42b35',
}

/** B54: a leader sees as one change that a replica is removed and added again, and counts a fetch from before. */
const ADDED_AGAIN: Found = {
  name: 'a-replica-added-again',
  left: 'lost',
  token:
    'tm1:kafka=4.3:brokers=2:records=1:epochs=3:leader=1:grain=message:reassign=1/1,2:acks=all:min-isr=1:judge=clean:property=S1:p1,sf2,a1.2,b1.2,g2.1,sf2,a1.2,ra,ra,mr1.0,b1.2,mr2.1,ma1:bb3e12b6',
}

/** The same, and the leader is told of one after the other. */
const ADDED_APART: Found = {
  name: 'a-replica-removed-then-added',
  left: 'kept',
  token:
    'tm1:kafka=4.3:brokers=2:records=1:epochs=3:leader=1:grain=message:reassign=1/1,2:acks=all:min-isr=1:judge=clean:p1,sf2,a1.2,b1.2,g2.1,sf2,a1.2,ra,ra,mr1.1,mr1.0,mr2.1,mr2.0:67d2878e',
}

/** B75: a reassignment removes a replica that was asked for. */
const REMOVED_ALL_THE_SAME: Found = {
  name: 'a-replica-removed-all-the-same',
  left: 'kept',
  token:
    'tm1:kafka=4.3:brokers=2:records=1:epochs=5:leader=1:reassign=2/1,2:assigned=1:acks=all:min-isr=1:judge=clean:property=L1:ra,ra,mr1.0,mr2.0,t2,f2,ma1,mr1.0,mr2.0,mg1:ebf20fc5',
}

export const findings: readonly Found[] = [
  ...[FORGOTTEN, REMEMBERED, KEPT, TOLD_APART, LATE, IN_TIME],
  ...[ADDED_AGAIN, ADDED_APART, REMOVED_ALL_THE_SAME],
]

/** Those that are kept as sessions. */
export const recordedFindings: readonly Found[] = [FORGOTTEN, REMEMBERED]

export const sessionOf = ({ name }: Found): string => `4.3.1-${name}`

export const partsOfFinding = ({ token }: Found): TokenParts => readToken(token)
