/** Schedules that are stepped on real brokers, each on a release that has the bug. */
export interface Disaster {
  readonly bug: string
  readonly release: string
  readonly token: string
  readonly outcome: 'kept' | 'lost' | 'diverged'
  /** What a consumer is given in the end, from the beginning of the log on, by which broker. */
  readonly given?: { readonly by: number; readonly records: readonly string[] }
}

const MISSED_EPOCH =
  'tm1:kafka=2.1:brokers=3:records=1:epochs=3:leader=1:faults=leader-move=2,controller-failover=1:acks=all:min-isr=2:judge=clean:property=S14:p1,f2,f2,m3,l2.0,l3.0,t2,m1,l3.0,cf,l1.1,t3,f3,f3:3e529253'

/** With KRaft: the last steps kill the leader, and a broker without the record leads. */
const TWO_ELECTIONS_AT_ONCE =
  'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,m3,cs3,mr1.0,mr2.1,mr3.1,f2,k1,mf1,mr2.0:31cfc6c2'

const WITH_ELR =
  'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:elr=yes:acks=all:min-isr=2:judge=clean:p1,f2,f2,m3,cs3,mr1.0,mr2.1,mr3.1,f2,k1,mf1,mr2.0:d965d65d'

const ONE_AFTER_THE_OTHER =
  'tm1:kafka=4.3:brokers=3:records=1:epochs=4:leader=1:faults=process-crash=1,clean-shutdown=1,leader-move=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,m3,mr1.0,cs3,mr1.0,mr2.1,mr3.1,f2,k1,mf1,mr2.0:444d92ca'

const NOTHING = { by: 2, records: [] }

const A_PROPOSAL_FORGOTTEN =
  'tm1:kafka=4.3:brokers=2:records=2:epochs=3:leader=1:faults=process-crash=1,isr-shrink=1:acks=all:min-isr=1:judge=clean:p1,f2,s1.2,ma1,mg1,f2,p1,mr1.0,ma1,k1,mf1,mr2.0:cae9fc27'

export const disasters: readonly [Disaster, ...Disaster[]] = [
  {
    bug: 'B01, a high watermark one fetch behind',
    release: '0.10.2.2',
    token:
      'tm1:kafka=0.10.2:brokers=3:records=1:epochs=3:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:7ad44d61',
    outcome: 'lost',
  },
  {
    bug: 'B03, two leader changes in a row',
    release: '1.1.1',
    token:
      "tm1:kafka=1.1:brokers=2:records=3:epochs=3:leader=1:faults=leader-move=2:acks=all:min-isr=1:judge=clean:property=S4':p1,m2,l1.0,l2.0,p2,m1,l1.0,p1,l2.0,t2,f2:391169a1",
    outcome: 'diverged',
  },
  {
    bug: 'B06, an incomplete replica joins',
    release: '2.0.0',
    token:
      'tm1:kafka=2.0.0:brokers=3:records=2:epochs=2:leader=1:faults=isr-shrink=1,leader-move=1:acks=all:min-isr=2:judge=clean:property=S1:p1,p1,f2,f2,f2,s1.3,m2,l2.0,l3.0,t3,f3:09f9162e',
    outcome: 'lost',
  },
  {
    bug: 'B57, a leader that missed an epoch',
    release: '2.1.1',
    token: MISSED_EPOCH,
    outcome: 'lost',
  },
  { bug: 'B57, a leader that missed an epoch', release: '2.8.2', token: MISSED_EPOCH, outcome: 'lost' },
  { bug: 'B57, a leader that missed an epoch', release: '3.9.1', token: MISSED_EPOCH, outcome: 'lost' },
  ...['4.1.0', '4.3.1', '4.4.0'].flatMap((release): readonly Disaster[] => [
    { bug: 'B57, two elections at once', release, token: TWO_ELECTIONS_AT_ONCE, outcome: 'lost', given: NOTHING },
    { bug: 'not B57: one election after the other', release, token: ONE_AFTER_THE_OTHER, outcome: 'kept' },
  ]),
  {
    bug: 'B57, two elections at once, with eligible leader replicas',
    release: '4.3.1',
    token: WITH_ELR,
    outcome: 'lost',
    given: NOTHING,
  },
  {
    bug: 'B68, a proposal forgotten',
    release: '4.3.1',
    token: A_PROPOSAL_FORGOTTEN,
    outcome: 'lost',
    given: { by: 2, records: ['a'] },
  },
]
