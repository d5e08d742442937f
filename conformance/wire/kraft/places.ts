/** Where the processes of a cluster with KRaft listen. In the JVM of a broker the name `controller` stands for an address of the mesh. */
import type { Address } from '../mesh'
import { freePlaces, type Places } from '../places'

export interface KraftPlaces extends Pick<Places, 'broker' | 'client'> {
  readonly controller: Address
  /** Where the mesh listens for what a broker sends to another, or to the controller. */
  link(from: number, to: number | 'controller'): Address
  /** The file of host names of a broker, or of the controller itself. */
  hosts(from: number | 'controller', ids: readonly number[]): string
}

export const kraftPlaces = async (): Promise<KraftPlaces> => {
  const { broker, client, zooKeeper: controller, link, hosts } = await freePlaces()
  const toController = (from: number): Address => link(from, 'zookeeper')
  return {
    ...{ broker, client, controller },
    link: (from, to) => (to === 'controller' ? toController(from) : link(from, to)),
    hosts: (from, ids) =>
      from === 'controller'
        ? `${controller.host} localhost\n${controller.host} ${CONTROLLER_NAME}\n`
        : `${hosts(from, ids)}${toController(from).host} ${CONTROLLER_NAME}\n`,
  }
}

/** Everybody is told this name, so nobody reaches the controller past the mesh. */
export const CONTROLLER_NAME = 'controller'
