/** What is left of a process whose broker id a new machine has taken over, and what the new one has. */
import { bounds, defaultSettings } from '../bounds'
import { kafka } from '../machine'
import { play } from '../play'
import { preset } from '../versions/timeline'

const protocol = preset('2.1')
if (protocol === undefined) throw new Error('no release 2.1')

const machine = kafka({
  ...{ protocol, settings: defaultSettings },
  bounds: bounds({ brokers: 2, epochs: 6, faults: { 'cut-off-zookeeper': 1, 'id-taken-over': 1 } }),
})
const state = play(
  machine,
  `broker 1 is cut off from ZooKeeper
   a new machine with an empty disk takes over the id of broker 1`,
)

test('the old process has no session and is out of reach of the controller, whatever ended its session', () => {
  expect(state.old.map(({ broker }) => broker)).toMatchObject([{ isUp: true, isCutOff: true, isOutOfReach: true }])
})

test('the new process runs, has a session, and the controller reaches it', () => {
  expect(state.brokers[0]).toMatchObject({ isUp: true, isCutOff: false, isOutOfReach: false })
})
