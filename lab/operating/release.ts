/** Which Kafka is operated: its protocol, the version of its tools, and the defaults that differ between releases. */
import { isBefore, released, releaseNamed, whyNotModelled } from '../../model/versions/releases'
import { isKraft } from '../../model/versions/timeline'
import type { Protocol } from '../../model/versions/decisions'
import { badInput } from '../questions/bad-input'
import { protocolOf, question } from '../questions/question'
import { versionAsked } from '../questions/version'

export interface Kafka {
  /** As it was asked for: 2.6, or baseline. */
  readonly named: string
  /** The release of the tools: 2.6.0. */
  readonly release: string
  readonly protocol: Protocol
  /** zookeeper.session.timeout.ms */
  readonly sessionTimeout: number
  /** replica.lag.time.max.ms */
  readonly lagTime: number
}

/** The tools of a Kafka that is no release. */
const NEWEST = '2.6.0'

/** The newest release of which a cluster with ZooKeeper is modelled. */
const newest = released.findLast(({ preset }) => !isKraft(preset))?.release ?? NEWEST

/** Why a Kafka is refused that has no ZooKeeper here. */
const REFUSES = {
  shell: `shell has a cluster with ZooKeeper, so the newest is ${newest}`,
  stops: `stops measures clusters with ZooKeeper, up to ${newest}`,
} as const

/** Bad input if there is no such Kafka, or none with ZooKeeper: hosts, tools and timeouts are those of such a cluster. */
export const kafkaNamed = (named: string, command: keyof typeof REFUSES = 'shell'): Kafka => {
  if (whyNotModelled(named) !== undefined || isKraft(versionAsked(named, [], []).kafka))
    throw badInput(`--kafka is '${named}': ${REFUSES[command]}`)
  const asked = question(versionAsked(named, [], []))
  const release = releaseNamed(named)?.release ?? NEWEST
  const isKip537 = !isBefore(release, '2.5.0')
  return {
    named,
    release,
    protocol: protocolOf(asked),
    sessionTimeout: isKip537 ? 18_000 : 6_000,
    lagTime: isKip537 ? 30_000 : 10_000,
  }
}

/** The tools are of this release or a later one. */
export const since = ({ release }: Kafka, first: string): boolean => !isBefore(release, first)
