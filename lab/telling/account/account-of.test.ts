/** An account of a schedule agrees with the state after each step. More schedules: account-of.night.test.ts. */
import { readCase } from '../../questions/case'
import { readSchedule, scheduleInToken } from '../../questions/case-schedule'
import type { BrokerSnapshot } from './account'
import { accountOf } from './account-of'
import { agree, rebuilt, some } from './agreeing.fixture'

agree(some)

test('the failure in the README shows which broker lost which record', () => {
  const token =
    'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'
  const account = accountOf(scheduleInToken(token))
  expect(account.lanes.map(({ name }) => name)).toEqual([
    'clients',
    'ZooKeeper and controller',
    'broker 1',
    'broker 2',
    'broker 3',
  ])
  expect(account.messages.map(({ kind, sent, received }) => `${sent} ${kind} ${received ?? '-'}`)).toEqual([
    '1 produce 1',
    ...['2 fetch 2', '2 fetch answer 2', '3 fetch 3', '3 fetch answer 3', '4 fetch 4', '4 fetch answer 4'],
    ...['5 fetch 5', '5 fetch answer 5', '5 acknowledge 5', '7 LeaderAndIsr -', '7 LeaderAndIsr 8'],
  ])
  expect(account.deeds[5]).toMatchObject({ role: 'harm', lane: 2, touches: [2] })
  // The schedule also runs in another version, whose state must not appear.
  const paths = account.deeds.flatMap(({ changes }) => changes.map(({ path }) => path))
  expect(paths.filter((path) => !/^(cluster|history)\./.test(path))).toEqual([])
  const third: BrokerSnapshot | undefined = rebuilt(account.moments)[8]?.brokers['4']
  expect(third).toMatchObject({ role: 'follower', leader: '2', leaderEpoch: 1, log: [] })
})

test('a specimen has participants, changes and guards, and no brokers', () => {
  const account = accountOf(readSchedule(readCase({ machine: 'two-phase-commit' }), []))
  expect(account.lanes.every(({ kind }) => kind === 'participant')).toBe(true)
  expect(account.guards.refused[0]).not.toEqual([])
})
