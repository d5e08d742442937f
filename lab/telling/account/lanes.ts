import type { Lane } from './account'
import { peerName } from '../../../kit/difference'
import type { BrokerId } from '../../../model/values'

export const CLIENTS = 0
export const CONTROLLER = 1

export const laneOf = (broker: BrokerId): number => broker + 2

export const lanes = (brokers: number): readonly Lane[] => [
  { kind: 'clients', name: 'clients' },
  { kind: 'controller', name: 'ZooKeeper and controller' },
  ...Array.from({ length: brokers }, (_, id): Lane => ({ kind: 'broker', name: `broker ${peerName(id)}` })),
]
