/** Who stands still takes no step of its own, and what was agreed on once is not agreed on again. */
import { bounds, defaultSettings } from '../bounds'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { preset } from '../versions/timeline'
import type { Cluster } from '../state'
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'

type Differing = Parameters<typeof bounds>[0]

const everyFault = {
  ...{ pause: 2, 'cut-off': 2, 'process-crash': 2, 'clean-shutdown': 2, 'leader-move': 2, 'isr-shrink': 2 },
  ...{ 'cut-link': 2, 'lost-request': 2, 'repeated-request': 2, 'controller-failover': 1 },
}

const machineOf = (differing: Differing = {}): Machine<Cluster, Action> => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  const world = bounds({ brokers: 2, epochs: 4, faults: everyFault, ...differing })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const machine = machineOf()
const messages = machineOf({ grain: 'message' })

const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)

const written = `
  producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 2 fetches from its leader`

describe('a broker with its high watermark on disk', () => {
  test('has nothing to checkpoint, until it rises again', () => {
    const line = 'broker 1 checkpoints its high watermark'
    expect(refused('', line)).toMatch(/on disk already/)
    expect(refused(written, line)).toBeUndefined()
    expect(refused(`${written}\n${line}`, line)).toMatch(/on disk already/)
  })
})

describe('a broker that is paused', () => {
  const leaderPaused = `${written}
    broker 1 is paused`

  test.each([
    'producer sends a record to broker 1',
    'consumer fetches from broker 1',
    'broker 1 checkpoints its high watermark',
    'broker 1 drops lagging broker 2 from the ISR',
    'broker 1 is paused',
  ])('refuses "%s"', (line) => expect(refused(leaderPaused, line)).toMatch(/paused/))

  test('answers no fetch, and sends none', () => {
    expect(refused(leaderPaused, 'broker 2 fetches from its leader')).toMatch(/does not answer/)
    expect(refused('broker 2 is paused', 'broker 2 fetches from its leader')).toMatch(/paused/)
  })

  test('handles no request, nor loses the answer to one', () => {
    const told = `controller moves the leader to broker 2
      broker 1 is paused`
    expect(refused(told, 'broker 1 handles the next LeaderAndIsr of controller epoch 0')).toMatch(/paused/)
    const lost = 'broker 1 handles the next LeaderAndIsr of controller epoch 0, and its answer is lost'
    expect(refused(told, lost)).toMatch(/paused/)
  })

  test('truncates nothing', () => {
    const follows = `controller moves the leader to broker 2
      broker 1 handles the next LeaderAndIsr of controller epoch 0
      broker 2 handles the next LeaderAndIsr of controller epoch 0
      broker 1 is paused`
    expect(refused(follows, 'broker 1 truncates')).toMatch(/paused/)
    expect(refused(follows, 'broker 1 sends OffsetsForLeaderEpoch to its leader', messages)).toMatch(/paused/)
  })

  test('does not stop, even where it was told that it may', () => {
    const agreed = `controller agrees to shut down broker 2
      broker 2 is paused`
    expect(refused(agreed, 'broker 2 stops cleanly')).toMatch(/paused/)
  })

  test('neither sends messages nor reads what it got', () => {
    const asked = 'broker 2 sends a fetch to its leader'
    expect(refused('broker 2 is paused', asked, messages)).toMatch(/paused/)
    const serves = 'broker 1 serves broker 2'
    const counts = 'broker 1 counts the fetch of broker 2'
    expect(refused(`${asked}\nbroker 1 is paused`, serves, messages)).toMatch(/paused/)
    expect(refused(`${asked}\n${serves}\nbroker 1 is paused`, counts, messages)).toMatch(/paused/)
    const answered = `producer sends a record to broker 1
      ${asked}
      ${serves}
      ${counts}
      broker 2 is paused`
    expect(refused(answered, 'broker 2 gets the answer of broker 1', messages)).toMatch(/paused/)
    expect(refused(answered, 'broker 2 gives up waiting for broker 1', messages)).toMatch(/paused/)
  })
})

describe('a broker that is cut off from the controller', () => {
  const cutOff = `controller moves the leader to broker 2
    broker 1 is cut off from ZooKeeper and the controller`
  const handles = 'broker 1 handles the next LeaderAndIsr of controller epoch 0'

  test.each([handles, `${handles}, and its answer is lost`])('refuses "%s"', (line) =>
    expect(refused(cutOff, line)).toMatch(/reach|cut off/),
  )
})

describe('a network that is cut', () => {
  const [there, back] = ['the network from broker 2 to broker 1 is cut', 'the network from broker 1 to broker 2 is cut']
  const asked = 'broker 2 sends a fetch to its leader'
  const serves = 'broker 1 serves broker 2'
  const counts = 'broker 1 counts the fetch of broker 2'
  const gets = 'broker 2 gets the answer of broker 1'
  const record = 'producer sends a record to broker 1'
  const givesUp = 'broker 2 gives up waiting for broker 1'

  test.each([there, back])('in either direction stops a fetch that is one step: %s', (cut) =>
    expect(refused(`${record}\n${cut}`, 'broker 2 fetches from its leader')).toMatch(/network/),
  )

  test('keeps a request from the leader, but not its answer from the follower', () => {
    expect(refused(`${record}\n${asked}\n${there}`, serves, messages)).toMatch(/network/)
    expect(refused(`${record}\n${asked}\n${serves}\n${counts}\n${there}`, gets, messages)).toBeUndefined()
  })

  test('keeps an answer from the follower, but not its request from the leader', () => {
    expect(refused(`${record}\n${asked}\n${back}`, serves, messages)).toBeUndefined()
    expect(refused(`${record}\n${asked}\n${serves}\n${counts}\n${back}`, gets, messages)).toMatch(/network/)
  })

  test('does not keep a leader from counting what it has read, nor from reading again', () => {
    expect(refused(`${record}\n${asked}\n${serves}\n${there}`, counts, messages)).toBeUndefined()
    const waiting = `${asked}\n${serves}\n${counts}\n${there}\n${record}`
    expect(refused(waiting, serves, messages)).toBeUndefined()
  })

  test('is a reason to give up, and so is a leader that is paused; a slow one is none', () => {
    expect(refused(asked, givesUp, messages)).toMatch(/no reason/)
    expect(refused(there, givesUp, messages)).toMatch(/no reason/)
    for (const why of [there, back, 'broker 1 is paused'])
      expect(refused(`${asked}\n${why}`, givesUp, messages)).toBeUndefined()
  })
})

describe('a controlled shutdown', () => {
  test('is agreed to once', () =>
    expect(refused('controller agrees to shut down broker 2', 'controller agrees to shut down broker 2')).toMatch(
      /stopping already/,
    ))

  test('is what a broker stops after, and not without', () =>
    expect(refused('', 'broker 2 stops cleanly')).toMatch(/not told/))
})

describe('what is so already is not done again:', () => {
  test.each([
    ['', 'broker 1 starts', /is running/],
    ['', 'broker 1 wakes up', /not paused/],
    ['', 'broker 1 reaches ZooKeeper again', /not cut off/],
    ['', 'controller notices that broker 1 is gone', /sees no change/],
    ['', 'controller notices that broker 1 is back', /sees no change/],
    ['', 'controller moves the leader to broker 1', /leads already/],
    ['', 'the network from broker 1 to broker 1 is cut', /disconnected from itself/],
    ['', 'the network from broker 1 to broker 2 is mended', /not disconnected/],
    ['the network from broker 1 to broker 2 is cut', 'the network from broker 1 to broker 2 is cut', /already/],
    [
      'broker 1 is cut off from ZooKeeper and the controller',
      'broker 1 is cut off from ZooKeeper and the controller',
      /already/,
    ],
    ['the process of broker 1 crashes', 'the process of broker 1 crashes', /not running/],
    ['the process of broker 1 crashes', 'broker 1 is cut off from ZooKeeper and the controller', /not running/],
  ])('after "%s", "%s"', (schedule, line, why) => expect(refused(schedule, line)).toMatch(why))
})

describe('where no leader epochs are left, the controller decides nothing', () => {
  const last = machineOf({ epochs: 1 })
  const crash = 'the process of broker 1 crashes'

  test.each([
    ['', 'controller agrees to shut down broker 2'],
    ['', 'controller agrees to shut down broker 1'],
    ['', 'controller moves the leader to broker 2'],
    [crash, 'controller notices that broker 1 is gone'],
    [crash, 'another broker becomes controller'],
  ])('after "%s", "%s"', (schedule, line) => expect(refused(schedule, line, last)).toMatch(/no leader epochs/))
})
