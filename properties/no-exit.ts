import { none } from '../kit/bits'
import { followerTold } from './effects'
import { onEveryStep, type PropertyOf } from './scope'
import { named } from './words'

/**
 * A3: no broker exits because its log is longer than that of its leader (KAFKA-3410). Up to 2.0.0 a follower whose fetch is
 * out of range exits, unless unclean election is allowed; started again, it exits again. Since 2.0.1 it truncates
 * (KAFKA-7414). In any run.
 */
export const noExit: PropertyOf = (judged) => {
  const config = { decide: judged.protocol.decide, settings: judged.settings, bounds: judged.bounds }
  return onEveryStep(judged, 'A3 no broker exits', {
    check({ cluster: before }, action, { cluster: after }, partition = 0) {
      const told = followerTold(config, { before, action, after }, partition)
      if (told?.exits === undefined) return undefined
      const { logEnd, leaderEnd } = told.exits
      return `${named(told.follower)} exits: its log ends at offset ${logEnd}, that of its leader at ${leaderEnd}, and with unclean.leader.election.enable=false it may not truncate`
    },
    // A step looks at the logs of follower and leader whenever one fetches from the other.
    sees: () => none,
  })
}
