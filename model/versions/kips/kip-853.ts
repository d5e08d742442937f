import type { Amendment } from '../decisions'

/**
 * KIP-853: a voter of the controllers' quorum that has lost its disk is another voter.
 *
 * A voter was known by its id. Where it lost its disk and came back, it could elect a leader that lacked what it had once helped to commit
 * (KAFKA-14205). Now a voter is an id and the id of its directory, and one with another directory has no vote until it is
 * added.
 *
 * Deliberately simplified: no preset has it, because it is a feature of the cluster (kraft.version=1) and not of a release; a quorum of
 * static voters (controller.quorum.voters) is as before, up to 4.3.
 *
 * VoterSet.VoterNode.isVoter (3.9.0; read in the classes of 3.9.1 and 4.3.1)
 */
export const kip853: Amendment = {
  name: 'kip-853',
  title: 'A voter without its disk is another voter',
  since: 'no release',
  repairs: 'metadata that was committed, and that the quorum has lost',
  readAt: '3.9.1',
  answers: { losesMetadata: 'No: its directory is another one, and it has no vote.' },
  decide: () => ({ losesMetadata: () => false }),
}
