import { NONE } from '../../kit/schema'
import { initialState } from './state'
import { show } from './show'

const bounds = { replicas: 3, logSize: 2, records: 2, maxEpoch: 1 }

test('a replica shows its role, epoch, log and high watermark', () => {
  const log = [
    { id: 0, epoch: 0 },
    { id: 1, epoch: 1 },
  ]
  const replicas = [
    { hw: 2, epoch: 1, leader: 0, isr: 0b011, log },
    { hw: 1, epoch: 1, leader: 0, isr: 0b011, log },
    { hw: 0, epoch: -1, leader: NONE, isr: 0, log: [] },
  ]
  expect(show.of({ ...initialState(bounds), replicas })).toEqual(['L1 a₀b₁|', 'F1 a₀|b₁', '- |'])
})
