/** The words of a question about moving replicas: --reassign, and --assigned beside it. */
import type { Bounds } from '../../model/bounds'
import type { BrokerId } from '../../model/values'
import { isSince } from '../../model/versions/timeline'
import { badInput } from './bad-input'
import { wholeNumber } from './words'

type Words = Readonly<Record<string, string>>

const CANCEL = 'cancel'
const BETWEEN_MOVES = '/'
const MOST_MOVES = 9

/** Bounds.reassign, as the words of a question say. Empty: replicas do not move. */
export const readReassign = (words: Words, brokers: number, leader: BrokerId): Pick<Bounds, 'reassign'> => {
  const said = words['reassign']
  if (said === undefined) {
    if (words['assigned'] !== undefined)
      throw badInput('--assigned is without --reassign: expected --reassign beside it')
    return {}
  }
  const all = Array.from({ length: brokers }, (_, id) => id)
  const replicas = words['assigned'] === undefined ? all : brokersOf('assigned', words['assigned'], brokers)
  if (!replicas.includes(leader))
    throw badInput(
      `--assigned is '${words['assigned'] ?? ''}': expected the first leader (--leader ${leader + 1}) among them`,
    )
  const moves = said.split(BETWEEN_MOVES).map((move) => (move === CANCEL ? [] : brokersOf('reassign', move, brokers)))
  if (moves.length > MOST_MOVES) throw badInput(`--reassign has ${moves.length} moves: expected at most ${MOST_MOVES}`)
  if (moves[0]?.length === 0)
    throw badInput(
      `--reassign begins with '${CANCEL}': expected brokers such as 1,3, because nothing is in progress yet`,
    )
  return { reassign: { replicas, moves } }
}

/** The same as words. What is as it is by default is left out. */
export const sayReassign = ({ reassign, brokers }: Pick<Bounds, 'reassign' | 'brokers'>): Words => {
  if (reassign === undefined) return {}
  const { replicas, moves } = reassign
  const isUsual = replicas.length === brokers && replicas.every((id, place) => id === place)
  return {
    reassign: moves.map((move) => (move.length === 0 ? CANCEL : listed(move))).join(BETWEEN_MOVES),
    assigned: isUsual ? '' : listed(replicas),
  }
}

/** A line that says how replicas move. */
export const reassignLines = ({ reassign }: Pick<Bounds, 'reassign'>): readonly string[] => {
  if (reassign === undefined) return []
  const moves = reassign.moves.map((move) => (move.length === 0 ? 'a cancel' : `to the brokers ${listed(move)}`))
  return [`replicas on the brokers ${listed(reassign.replicas)}; reassigned ${moves.join(', then ')}`]
}

/** Bad input if moving replicas does not go with another bound, or with this version. */
export const refuseReassign = (kafka: string, { reassign, partitions, grain, faults, kraft }: Bounds): void => {
  if (reassign === undefined) return
  if (partitions > 1) throw badInput(`--partitions is '${partitions}': expected 1, because of --reassign`)
  if (grain === 'message' && kraft === undefined)
    throw badInput(`--grain is 'message': expected atomic, because of --reassign with --kafka ${kafka}`)
  if (faults['id-taken-over'] > 0)
    throw badInput('--faults id-taken-over does not go with --reassign: expected one of them')
  if (kafka !== 'baseline' && !isSince(kafka, '0.10.2'))
    throw badInput(`--kafka is '${kafka}': expected 0.8.2 or later, because of --reassign`)
}

/** Brokers in order, each once: '1,3'. */
const brokersOf = (name: string, word: string, brokers: number): readonly BrokerId[] => {
  const ids = word.split(',').map((one) => wholeNumber(name, one, 1, brokers, `--brokers is ${brokers}`) - 1)
  const twice = ids.find((id, place) => ids.indexOf(id) < place)
  if (twice === undefined) return ids
  throw badInput(`--${name} is '${word}': expected each broker once, and ${twice + 1} is there twice`)
}

const listed = (ids: readonly BrokerId[]): string => ids.map((id) => id + 1).join()
