/** The schedules that are taken on real Kafka on record (results.json), each on which releases. */
import { readQuestion } from '../../lab/questions/ask'
import { readToken } from '../../lab/questions/token'
import { notBy, steppedBy, ways, type Way } from '../releases'

/** One schedule on one release, in one way. */
export interface Try extends Schedule {
  readonly kafka: string
  readonly by: Way
  /** bug: this release has it. mended: a later one, which has it no more. none: it has it not, and has never had it. */
  readonly release: 'bug' | 'mended' | 'none'
}

interface Schedule {
  /** The bug: B01; or normal day. */
  readonly name: string
  /** What happens, in a few words. */
  readonly what: string
  /** A token of this model, asked of each release. */
  readonly token: string
}

interface Wanted extends Schedule, Partial<Readonly<Record<Try['release'], readonly string[]>>> {
  /** Only in these ways. With KRaft, what is taken by classes has a table of its own (kraft-results.json). */
  readonly by?: readonly Way[]
}

/** The shortest schedules of each bug. On a mended release some go on a few steps, in which the mend is seen. */
const schedules: readonly Wanted[] = [
  {
    name: 'normal day',
    what: 'a record is replicated, committed and read',
    none: ['0.10.2.2', '1.1.1', '2.0.0', '2.1.1'],
    token:
      'tm1:kafka=2.1.1:brokers=3:records=2:epochs=1:leader=1:faults=none:acks=all:min-isr=2:judge=clean:p1,f2,f3,f2,f3,c1,f2:cd2245c4',
  },
  {
    name: 'B01',
    what: 'a high watermark one fetch behind',
    bug: ['0.10.2.2'],
    mended: ['1.1.1'],
    token:
      'tm1:kafka=0.10.2:brokers=3:records=1:epochs=3:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:7ad44d61',
  },
  {
    name: 'B02',
    what: 'the shortest in which both machines crash',
    bug: ['0.10.2.2'],
    token:
      "tm1:kafka=0.10.2:brokers=2:records=3:epochs=4:leader=1:faults=process-crash=1,machine-crash=1:acks=all:min-isr=1:judge=clean:property=S4':p1,k2,nf2,u2,nr2,l2.0,f2,x1.0,u1,l1.0,p1,p1,f2:6222474b",
  },
  {
    name: 'B02',
    what: 'the same, and every broker is told of the new epoch',
    bug: ['0.10.2.2'],
    token:
      "tm1:kafka=0.10.2:brokers=2:records=3:epochs=4:leader=1:faults=process-crash=1,machine-crash=1:acks=all:min-isr=1:judge=clean:property=S4':p1,k2,nf2,l1.0,u2,nr2,l2.0,f2,x1.0,nf1,u1,nr1,l1.0,p1,p1,l2.0,f2:3f5e839e",
  },
  {
    name: 'B02',
    what: 'the same; the follower asks for the end of its epoch',
    mended: ['2.1.1'],
    token:
      "tm1:kafka=2.1.1:brokers=2:records=3:epochs=4:leader=1:faults=process-crash=1,machine-crash=1:acks=all:min-isr=1:judge=clean:property=S4':p1,k2,nf2,l1.0,u2,nr2,l2.0,t2,f2,x1.0,nf1,u1,nr1,l1.0,p1,p1,l2.0,t2,f2,f2:6224164d",
  },
  {
    name: 'B03',
    what: 'two leader changes in a row',
    bug: ['1.1.1', '2.0.0'],
    mended: ['2.1.1'],
    token:
      "tm1:kafka=1.1:brokers=2:records=3:epochs=3:leader=1:faults=leader-move=2:acks=all:min-isr=1:judge=clean:property=S4':p1,m2,l1.0,l2.0,p2,m1,l1.0,p1,l2.0,t2,f2:391169a1",
  },
  {
    name: 'B04',
    what: 'the same after unclean elections',
    bug: ['1.1.1'],
    mended: ['2.0.0'],
    token:
      "tm1:kafka=1.1:brokers=2:records=4:epochs=4:leader=1:faults=process-crash=2:acks=all:min-isr=1:judge=any:unclean=yes:property=S4':p1,p1,f2,k1,nf1,l2.0,p2,k2,nf2,u1,nr1,l1.0,p1,u2,nr2,l2.0,t2,f2:6919101f",
  },
  {
    name: 'B05',
    what: 'a follower of an earlier epoch continues to fetch',
    bug: ['2.0.0'],
    token:
      'tm1:kafka=2.0.0:brokers=3:records=1:epochs=3:leader=1:faults=cut-off=1,leader-move=1:acks=all:min-isr=2:judge=clean:property=S12:p1,f2,f2,m3,l2.0,l3.0,t2,z3,nf3,r3,nr3,l3.0,t3,f3,f3:59468ddd',
  },
  {
    name: 'B05',
    what: 'the same; the leader handles its requests',
    mended: ['2.1.1'],
    token:
      'tm1:kafka=2.1.1:brokers=3:records=1:epochs=3:leader=1:faults=cut-off=1,leader-move=1:acks=all:min-isr=2:judge=clean:property=S12:p1,f2,f2,m3,l2.0,l3.0,t2,z3,nf3,l1.0,l1.0,f2,r3,nr3,l3.0,t3,f3,f3:1bc5c3c5',
  },
  {
    name: 'B06',
    what: 'an incomplete replica joins',
    bug: ['2.0.0'],
    mended: ['2.1.1'],
    token:
      'tm1:kafka=2.0.0:brokers=3:records=2:epochs=2:leader=1:faults=isr-shrink=1,leader-move=1:acks=all:min-isr=2:judge=clean:property=S1:p1,p1,f2,f2,f2,s1.3,m2,l2.0,l3.0,t3,f3:09f9162e',
  },
  {
    name: 'B07',
    what: 'a follower that missed an epoch finds the same leader',
    bug: ['2.0.0'],
    token:
      'tm1:kafka=2.0.0:brokers=3:records=2:epochs=3:leader=1:faults=controller-failover=1,leader-move=2:acks=all:min-isr=2:judge=clean:property=S12:p1,f2,m3,l1.0,l3.0,p3,t1,f1,m1,l1.0,l3.0,t3,f3,cf,l2.1,f2:8cee34d4',
  },
  {
    name: 'B07',
    what: 'the same; the follower truncates first',
    mended: ['2.1.1'],
    token:
      'tm1:kafka=2.1.1:brokers=3:records=2:epochs=3:leader=1:faults=controller-failover=1,leader-move=2:acks=all:min-isr=2:judge=clean:property=S12:p1,f2,m3,l1.0,l3.0,p3,t1,f1,m1,l1.0,l3.0,t3,f3,cf,l2.1,t2,f2,f2:c5fd71ba',
  },
  {
    name: 'B08',
    what: 'a leader that has not written does not know its epoch',
    bug: ['2.0.0'],
    token:
      'tm1:kafka=2.0.0:brokers=2:records=2:epochs=3:leader=1:faults=leader-move=2:acks=all:min-isr=2:judge=clean:property=S1:p1,f2,f2,m2,l2.0,p2,m1,l2.0,t2:d171ab22',
  },
  {
    name: 'B08',
    what: 'the same; the leader handles its requests first',
    mended: ['2.1.1'],
    token:
      'tm1:kafka=2.1.1:brokers=2:records=2:epochs=3:leader=1:faults=leader-move=2:acks=all:min-isr=2:judge=clean:property=S1:p1,f2,f2,m2,l2.0,p2,m1,l2.0,l1.0,l1.0,t2,f2:682b55d4',
  },
  {
    name: 'B15',
    what: 'a leader counts what was reported in another epoch',
    none: ['2.1.1'],
    token:
      'tm1:kafka=2.1.1:brokers=3:records=1:epochs=3:leader=1:faults=leader-move=2:acks=all:min-isr=2:judge=clean:property=S12:p1,f2,m3,l1.0,l3.0,m1,l1.0,f2,l2.0,t2,l3.0,t3,f3,f3:4cc54c12',
  },
  {
    name: 'B57',
    what: 'a leader that missed an epoch',
    bug: ['2.1.1'],
    token:
      'tm1:kafka=2.1:brokers=3:records=1:epochs=3:leader=1:faults=leader-move=2,controller-failover=1:acks=all:min-isr=2:judge=clean:property=S14:p1,f2,f2,m3,l2.0,l3.0,t2,m1,l3.0,cf,l1.1,t3,f3,f3:3e529253',
  },
  {
    name: 'B57',
    what: 'a leader is told of two elections at once, with KRaft; it is killed, and who follows it leads',
    bug: ['4.1.0', '4.3.1', '4.4.0'],
    by: ['wire'],
    token:
      'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,m3,cs3,mr1.0,mr2.1,mr3.1,f2,k1,mf1,mr2.0:31cfc6c2',
  },
  {
    name: 'control of B57',
    what: 'the same, and the leader is told of one election after the other',
    bug: ['4.1.0', '4.3.1', '4.4.0'],
    by: ['wire'],
    token:
      'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,m3,mr1.0,cs3,mr1.0,mr2.1,mr3.1,f2,k1,mf1,mr2.0:444d92ca',
  },
  {
    name: 'B58',
    what: 'a leader keeps the smaller ISR',
    bug: ['1.1.1', '2.0.0', '2.1.1'],
    none: ['0.10.2.2'],
    token:
      'tm1:kafka=2.1.1:brokers=3:records=1:epochs=1:leader=1:faults=isr-shrink=1,lost-zk-answer=1:acks=all:min-isr=2:judge=clean:property=S1:p1,f2,s1.3,za1,f3,zl1,f2:657bda81',
  },
  {
    name: 'B68',
    what: 'a leader forgets its proposal, with KRaft; it is killed, and who was in it leads',
    bug: ['4.1.0', '4.3.1', '4.4.0'],
    by: ['wire'],
    token:
      'tm1:kafka=4.3:brokers=2:records=2:epochs=3:leader=1:faults=process-crash=1,isr-shrink=1:acks=all:min-isr=1:judge=clean:p1,f2,s1.2,ma1,mg1,f2,p1,mr1.0,ma1,k1,mf1,mr2.0:cae9fc27',
  },
  {
    name: 'control of B68',
    what: 'the same, and the leader replays the first change before it proposes the second',
    bug: ['4.1.0', '4.3.1', '4.4.0'],
    by: ['wire'],
    token:
      'tm1:kafka=4.3:brokers=2:records=2:epochs=3:leader=1:faults=process-crash=1,isr-shrink=1:acks=all:min-isr=1:judge=clean:p1,f2,s1.2,ma1,mg1,mr1.0,f2,p1,ma1,mg1,k1,mf1,mr2.0:6d05188e',
  },
]

const inEachWay = (schedule: Wanted, kafka: string, release: Try['release']): readonly Try[] => {
  const { bounds } = readQuestion(readToken(schedule.token).options)
  const { name, what, token, by: wanted = ways } = schedule
  return wanted
    .filter((by) => steppedBy[by].includes(kafka) && notBy(by, bounds) === undefined)
    .map((by) => ({ name, what, token, kafka, by, release }))
}

export const tries: readonly Try[] = schedules.flatMap((schedule) =>
  (['bug', 'mended', 'none'] as const).flatMap((release) =>
    (schedule[release] ?? []).flatMap((kafka) => inEachWay(schedule, kafka, release)),
  ),
)
