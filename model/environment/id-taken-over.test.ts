/** What is left of a process whose broker id a new machine has taken over, and what the new one has. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster } from '../state'
import { preset } from '../versions/timeline'

const protocol = preset('2.1')
if (protocol === undefined) throw new Error('no release 2.1')

const machineOf = (takeOvers: number): Machine<Cluster, Action> =>
  kafka({
    ...{ protocol, settings: defaultSettings },
    bounds: bounds({
      ...{ brokers: 3, epochs: 6 },
      faults: {
        ...{ 'cut-off-zookeeper': 2, 'id-taken-over': takeOvers, 'clean-shutdown': 1 },
        ...{ 'leader-move': 1, 'process-crash': 1, pause: 1 },
      },
    }),
  })
const machine = machineOf(2)

const cutOff = (id: number): string => `broker ${id} is cut off from ZooKeeper`
const takesOver = (id: number): string => `a new machine with an empty disk takes over the id of broker ${id}`

const ENDS = 'the old process of broker 2 ends'

const after = (...lines: readonly string[]): Cluster => play(machine, lines.join('\n'))
const state = after('controller agrees to shut down broker 1', cutOff(1), takesOver(1))

test('the old process has no session and is out of reach of the controller, whatever ended its session', () => {
  expect(state.old.map(({ broker }) => broker)).toMatchObject([{ isUp: true, isCutOff: true, isOutOfReach: true }])
})

test('no request of the controller is under way to the old process, and none is answered', () =>
  expect(state.old.map(({ broker }) => broker)).toMatchObject([{ isStopping: false, requests: [] }]))

test('the new process runs, has a session, and the controller reaches it', () => {
  expect(state.brokers[0]).toMatchObject({ isUp: true, isCutOff: false, isOutOfReach: false })
})

test('the new process has nothing of the old one: no pause, no shutdown that was agreed, no marker of a clean one', () =>
  expect(state.brokers[0]).toMatchObject({ isPaused: false, isStopping: false, hasCleanMarker: false }))

test('those are connected to the old process who fetch from it', () => {
  const followers = (...lines: readonly string[]): unknown => after(...lines).old.map((one) => one.followers)
  expect(followers(cutOff(1), takesOver(1))).toEqual([[0b110]])
  expect(followers(cutOff(2), takesOver(2))).toEqual([[0b000]])
  const handled = [1, 1, 2, 3].map((id) => `broker ${id} handles the next LeaderAndIsr`)
  const stopping = ['controller agrees to shut down broker 3', 'controller moves the leader to broker 2', ...handled]
  expect(followers(...stopping, cutOff(2), takesOver(2))).toEqual([[0b001]])
})

test('a broker is replaced if it runs, without a session, and if no old process runs yet', () => {
  const refused = (...lines: readonly string[]): string | undefined => refusal(machine, after(...lines), takesOver(1))
  expect(refused(cutOff(1))).toBeUndefined()
  expect(refused()).toMatch(/is registered/)
  expect(refused(cutOff(1), 'broker 1 is paused')).toBe('is paused')
  expect(refused('the process of broker 1 crashes')).toBe('is not running')
  expect(refused(cutOff(1), cutOff(2), takesOver(2))).toMatch(/an old process runs already/)
})

test('a broker is replaced as often as the bounds say', () => {
  const ended = [cutOff(2), takesOver(2), ENDS, cutOff(1)]
  const [once, twice] = [machineOf(1), machine].map((one) => refusal(one, play(one, ended.join('\n')), takesOver(1)))
  expect([once, twice]).toEqual(['no more of this fault within the bounds', undefined])
})

test('an old process ends where there is one of this broker', () => {
  expect(after(cutOff(2), takesOver(2), ENDS).old).toEqual([])
  for (const none of [machine.initial, state]) expect(refusal(machine, none, ENDS)).toBe('has no old process')
})
