import type { Lane } from './account'
import { peerName } from '../../../kit/difference'
import type { Bounds } from '../../../model/bounds'
import type { BrokerId } from '../../../model/values'

export const CLIENTS = 0
export const CONTROLLER = 1

export const laneOf = (broker: BrokerId): number => broker + 2

export const lanes = ({ brokers, kraft }: Pick<Bounds, 'brokers' | 'kraft'>): readonly Lane[] => [
  { kind: 'clients', name: 'clients' },
  { kind: 'controller', name: kraft === undefined ? 'ZooKeeper and controller' : 'controller' },
  ...Array.from({ length: brokers }, (_, id): Lane => ({ kind: 'broker', name: `broker ${peerName(id)}` })),
]
