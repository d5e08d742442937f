/** Which Kafka is operated: its protocol, the version of its tools, and the defaults that differ between releases. */
import { isBefore, releaseNamed } from '../../model/versions/releases'
import type { Protocol } from '../../model/versions/decisions'
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

/** Bad input if there is no such Kafka. */
export const kafkaNamed = (named: string): Kafka => {
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
