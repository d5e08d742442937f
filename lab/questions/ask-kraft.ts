/** The words of a question about a cluster with KRaft: --metadata-lag, --elr, --unassigned and --forget, and which faults it has. */
import { hasDirectories, type Bounds } from '../../model/bounds'
import { defaultKraftBounds, type KraftBounds } from '../../model/coordinator/kraft/bounds'
import { faults, type Fault } from '../../model/state'
import { isKraft, isSince } from '../../model/versions/timeline'
import { badInput } from './bad-input'
import { isOfLiveness, type Question } from './question'
import { KRAFT_WORDS, wholeNumber } from './words'

type Words = Readonly<Record<string, string>>

const MOST_LAG = 9

/** The first releases that have what these words are about. */
const SINCE: Readonly<Record<string, string>> = { elr: '4.0', unassigned: '3.7' }

/** Bounds.kraft, as the words of a question say. Empty with ZooKeeper. */
export const readKraft = (words: Words, kafka: string): { readonly kraft?: KraftBounds } => {
  if (!isKraft(kafka)) {
    const said = KRAFT_WORDS.find((word) => words[word] !== undefined)
    if (said !== undefined)
      throw badInput(
        `--${said} is for releases with KRaft: expected --kafka ${SINCE[said] ?? '3.2'} or later beside it`,
      )
    return {}
  }
  const lag = words['metadata-lag']
  const [elr, unassigned, forgets] = [isSaid(words, 'elr'), isSaid(words, 'unassigned'), isSaid(words, 'forget')]
  if (elr && !isSince(kafka, '4.0'))
    throw badInput(`--elr: Kafka ${kafka} has no eligible leader replicas: expected --kafka 4.0 or later`)
  if (unassigned && !isSince(kafka, '3.7'))
    throw badInput(`--unassigned: Kafka ${kafka} knows no log directories: expected --kafka 3.7 or later`)
  const metadataLag = lag === undefined ? defaultKraftBounds.metadataLag : wholeNumber('metadata-lag', lag, 1, MOST_LAG)
  return { kraft: { metadataLag, elr, ...(unassigned && { unassigned }), ...(forgets && { forgets }) } }
}

const isSaid = (words: Words, name: string): boolean => {
  const word = words[name]
  if (word !== undefined && word !== 'yes' && word !== 'no')
    throw badInput(`--${name} is '${word}': expected yes or no`)
  return word === 'yes'
}

/** The same as words. What is as it is by default is left out. */
export const sayKraft = ({ kraft }: Pick<Bounds, 'kraft'>): Words => ({
  'metadata-lag':
    kraft === undefined || kraft.metadataLag === defaultKraftBounds.metadataLag ? '' : String(kraft.metadataLag),
  elr: kraft?.elr === true ? 'yes' : '',
  unassigned: kraft?.unassigned === true ? 'yes' : '',
  forget: kraft?.forgets === true ? 'yes' : '',
})

/** A line that says what coordinates the brokers. With ZooKeeper it is left out. */
export const kraftLines = ({ kraft }: Pick<Bounds, 'kraft'>): readonly string[] => {
  if (kraft === undefined) return []
  const elr = kraft.elr ? 'on' : 'off'
  return [
    `KRaft: a broker may stop at the ${lagOf(kraft)} of the metadata log; eligible leader replicas ${elr}`,
    ...(kraft.unassigned === true ? ['no broker has said in which log directory its replicas are'] : []),
    ...(kraft.forgets === true
      ? ['states that differ only in what nobody looks at any more count once (--forget)']
      : []),
  ]
}

const lagOf = ({ metadataLag }: KraftBounds): string =>
  metadataLag === 1 ? 'newest change' : `${metadataLag} newest changes`

/** Faults of ZooKeeper, and of the requests of its controller. */
const zooKeeperOnly: readonly Fault[] = [
  ...(['cut-off-zookeeper', 'cut-off-controller'] as const),
  ...(['lost-request', 'repeated-request', 'lost-zk-answer', 'id-taken-over'] as const),
]

const kraftOnly: readonly Fault[] = [
  ...(['session-expiry', 'lost-alter-partition', 'quorum-loss'] as const),
  ...(['directory-failure', 'directory-move'] as const),
]

/** This fault is one of the other coordinator: ZooKeeper where the bounds have KRaft, KRaft where they have none. */
export const isOfOtherEra = (fault: Fault, { kraft }: Pick<Bounds, 'kraft'>): boolean =>
  (kraft === undefined ? kraftOnly : zooKeeperOnly).includes(fault)

/** The faults that can happen in this preset. */
export const faultsOf = (kafka: string): readonly Fault[] => {
  const others = isKraft(kafka) ? zooKeeperOnly : kraftOnly
  return faults.filter((fault) => !others.includes(fault))
}

/** Bad input where a fault is one that this Kafka cannot have. */
export const refuseFaults = (kafka: string, bounds: Pick<Bounds, 'kraft' | 'faults'>): void => {
  const stray = faults.find((fault) => bounds.faults[fault] > 0 && isOfOtherEra(fault, bounds))
  if (stray === undefined) return
  const other = bounds.kraft === undefined ? 'KRaft' : 'ZooKeeper'
  throw badInput(`--faults names ${stray}, which is of ${other}, and Kafka ${kafka} has none: expected other faults`)
}

/** Bad input where something is asked that what is dropped may decide. */
export const refuseForgetful = ({ properties, bounds: { kraft, faults: budget, storage } }: Asked): void => {
  if (kraft?.forgets !== true) return
  const liveness = properties.find(isOfLiveness)
  const other =
    liveness !== undefined
      ? `'${liveness}'`
      : storage !== undefined
        ? '--storage'
        : budget['quorum-loss'] > 0
          ? '--faults quorum-loss'
          : undefined
  if (other !== undefined) throw badInput(`--forget does not go with ${other}: expected one of them`)
}

type Asked = Pick<Question, 'properties' | 'bounds'>

/** Bad input where several log directories do not go with another bound. */
export const refuseDirectories = (bounds: Bounds): void => {
  if (!hasDirectories(bounds)) return
  const other = bounds.reassign !== undefined ? '--reassign' : bounds.storage !== undefined ? '--storage' : undefined
  if (other === undefined) return
  const fault = bounds.faults['directory-failure'] > 0 ? 'directory-failure' : 'directory-move'
  const said = bounds.kraft?.unassigned === true ? '--unassigned' : `--faults ${fault}`
  throw badInput(`${said} does not go with ${other}: expected one of them`)
}

/** Bad input where a version is compared with one of the other era: their steps are not the same. */
export const refuseOtherEra = (kafka: string, unlike: string | undefined): void => {
  if (unlike === undefined || isKraft(kafka) === isKraft(unlike)) return
  throw badInput(
    `--unlike is '${unlike}': expected a release with ${isKraft(kafka) ? 'KRaft' : 'ZooKeeper'}, as ${kafka} is`,
  )
}
