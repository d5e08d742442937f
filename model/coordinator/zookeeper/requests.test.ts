/** What the controller sends, and to whom. */
import { NONE } from '../../../kit/schema'
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf } from '../../cluster'
import { kafka } from '../../machine'
import { play } from '../../play'
import { preset } from '../../versions/timeline'
import { liveBrokers, stateOf } from '../coordinator'

const machineWithShutdown = (): ReturnType<typeof kafka> => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  const faults = { 'clean-shutdown': 1, 'cut-off': 1 }
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ brokers: 2, records: 1, epochs: 4, faults }) })
}

test('nothing is sent about a partition whose leader is not alive, not even when its ISR shrinks', () => {
  const before = `controller agrees to shut down broker 2
    broker 1 handles the next LeaderAndIsr
    broker 2 fetches from its leader
    broker 2 stops cleanly
    broker 1 is cut off from ZooKeeper and the controller
    controller notices that broker 1 is gone
    broker 1 reaches ZooKeeper again
    controller notices that broker 1 is back`
  const machine = machineWithShutdown()
  const back = play(machine, before)
  const noticed = play(machine, `${before}\ncontroller notices that broker 2 is gone`)
  // Broker 1 is alive and not in the ISR; the last member of the ISR, broker 2, is gone.
  expect(stateOf(back, 0)).toEqual({ leader: NONE, leaderEpoch: 2, isr: 0b10 })
  expect(stateOf(noticed, 0)).toEqual({ leader: NONE, leaderEpoch: 3, isr: 0b10 })
  expect([liveBrokers(back), liveBrokers(noticed)]).toEqual([0b11, 0b01])
  expect(brokerOf(noticed, 0).requests).toEqual([])
})
