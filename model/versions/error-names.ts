import { isSince } from './timeline'
import type { Protocol } from './decisions'

/**
 * What Kafka calls the error that a broker answers where it does not lead: Errors.NOT_LEADER_FOR_PARTITION up to 2.5,
 * NOT_LEADER_OR_FOLLOWER from 2.6 on (read at 2.5.0, 2.6.3 and 2.7.0). The code on the wire is 6 in both.
 *
 * The baseline varies 2.1, and has the name of 2.1. What stands for 2.4 and 2.5 is 2.6 without what came with 2.6.
 */
export const notLeaderError = ({ release, amendments }: Protocol): string => {
  return isSince(release, '2.6') && amendments.some(({ since }) => isSince26(since))
    ? 'NOT_LEADER_OR_FOLLOWER'
    : 'NOT_LEADER_FOR_PARTITION'
}

const isSince26 = (since: string): boolean => {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(since) ?? []
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 6)
}
