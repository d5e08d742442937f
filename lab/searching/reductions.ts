import type { Machine, Property } from '../../contract/machine'
import type { Case } from '../questions/asked'
import { badInput } from '../questions/bad-input'
import type { Limits } from './engine'
import type { Keep } from './keep'

/** What a search leaves out, line by line: it belongs to the world in which it was asked. */
export const reductionsIn = <S, A>(
  { impartial }: Pick<Machine<S, A>, 'impartial'>,
  { symmetry = false, partialOrder = false }: Limits,
  keep?: Keep,
): readonly string[] => [
  ...(symmetry ? [ONE_OF_ALL] : []),
  ...(symmetry && impartial !== undefined ? [FREE_ELECTION] : []),
  ...(partialOrder ? [ONE_ORDER] : []),
  ...(keep?.byFingerprints ? [BY_BITS] : []),
]

const ONE_OF_ALL = 'symmetry reduction: states that differ only in the names of peers count once (--symmetry)'

const FREE_ELECTION =
  'any replica that may lead may be elected, and not only the first; what breaks is confirmed without that'

const ONE_ORDER = 'partial-order reduction: independent steps are taken in one order only (--partial-order)'

const BY_BITS = 'states are told apart by 64 bits each, and kept on disk (--fingerprints)'

/** Bad input where options are given that do not go together, or not with this machine. */
export const refuseConflicts = <S, A>(
  { renamings, impartial, footprints }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { symmetry = false, partialOrder = false, workers = 1 }: Limits,
  keep?: Keep,
): void => {
  if (symmetry && partialOrder) throw badInput('--partial-order does not go with --symmetry')
  if (workers > 1 && partialOrder) throw badInput('--partial-order does not go with --workers')
  if (keep?.byFingerprints && partialOrder) throw badInput('--partial-order does not go with --fingerprints')
  if (keep?.isResuming && partialOrder) throw badInput('--partial-order does not go with --resume')
  const converges = properties.find(({ kind }) => kind === 'converges')
  const reduction = symmetry ? 'symmetry' : partialOrder ? 'partial-order' : keep?.byFingerprints ? 'fingerprints' : ''
  if (converges !== undefined && reduction !== '')
    throw badInput(`--${reduction} does not go with '${converges.name}': ${NEEDS[reduction]}`)
  if (symmetry && renamings === undefined && impartial === undefined) throw badInput(`--symmetry: ${NO_PEERS}`)
  if (partialOrder && footprints === undefined) throw badInput(`--partial-order: ${NO_FOOTPRINTS}`)
}

/** Bad input where files of the user, which may name brokers by their numbers, are asked about with symmetry. */
export const refuseOwnFiles = ({ isKafka, isOwn }: Case, { symmetry }: Limits): void => {
  if (symmetry && isKafka && isOwn)
    throw badInput('--symmetry does not go with files of your own: they may name brokers by their numbers')
}

/** Bad input where what is dropped may be looked at: by a goal, by files of the user, or in some order of steps. */
export const refuseForgetting = (
  { isKafka, isOwn, options }: Case,
  { symmetry = false, partialOrder = false }: Limits,
  looks?: string,
): void => {
  if (!isKafka || options['forget'] === undefined) return
  const other = looks ?? (symmetry ? '--symmetry' : partialOrder ? '--partial-order' : isOwn ? 'files of your own' : '')
  if (other !== '') throw badInput(`--forget does not go with ${other}: ${LOOKS}`)
}

const LOOKS = 'that may look at what is dropped, so expected one of them'

/** What a search for states that never settle needs, and a reduction takes away. */
const NEEDS = {
  symmetry: 'whether a loop of steps closes depends on the names of the peers',
  'partial-order': 'whether healing can go on for ever depends on every step',
  fingerprints: 'loops are found only among states that are in memory',
}

const NO_PEERS =
  'expected a machine whose peers are interchangeable (kip-320, two-phase-commit), or Kafka with one partition, without --reassign, --unlike and --unassigned, and with KRaft without faults of controllers and log directories'

const NO_FOOTPRINTS =
  'expected a machine that declares what its steps read and write: Kafka without --unlike, two-phase-commit, kip-320'
