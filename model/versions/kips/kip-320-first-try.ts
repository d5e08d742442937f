import type { Amendment } from '../decisions'

/**
 * No release has this: the first attempt at KIP-320, as kafka-specification keeps it (Kip320FirstTry).
 *
 * A follower of another epoch is refused, but its fetch counts: the leader notes the offset that was asked for.
 */
export const kip320FirstTry: Amendment = {
  name: 'kip-320-first-try',
  title: 'A fetch that is fenced still counts',
  since: 'no release',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '2.1.0',
  answers: {
    notedAfterError: (was) =>
      `${was} But a fetch that is refused for its leader epoch is noted as if it had been served.`,
  },
  decide: (was) => ({
    notedAfterError: (fetchOffset, error) =>
      error === 'fenced' || error === 'unknown' ? fetchOffset : was.notedAfterError(fetchOffset, error),
  }),
}
