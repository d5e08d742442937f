import { checksum } from '../../kit/checksum'
import type { Machine, Property } from '../../contract/machine'
import { diskIn, type Disk } from '../../explorer/node/saving/disk'
import type { About } from '../../explorer/node/saving/header'
import { FingerprintSet } from '../../explorer/fingerprint-set'
import { FileStore } from '../../explorer/node/saving/file-store'
import { headerIn, keeper, STATES_FILES, type Keeper, type Keeping } from '../../explorer/node/saving/keeper'
import { copyInto, Rows } from '../../explorer/node/saving/rows'
import type { Beginning } from '../../explorer/standing'
import type { Options } from '../questions/ask'
import { badInput, isBadInput } from '../questions/bad-input'
import { load } from './load'
import { readHeader } from './search-header'

/** The folder of saved searches, relative to the working directory. */
export const SEARCHES = '.tidemark/searches'

/** How searches are saved, and whether a saved search is resumed. */
export interface Keep {
  readonly disk: Disk
  /** The version of tidemark. */
  readonly tidemark: string
  /** Seconds until the first save, and between two saves. */
  readonly seconds: number
  readonly isResuming: boolean
  /** States are compared by 64-bit fingerprints, and are in the file only. */
  readonly byFingerprints: boolean
  /** Several threads search. */
  readonly isShared?: boolean
  /** Prints a line that the user should see at once. */
  say(line: string): void
}

/** For a search by fingerprints with its own folder, which is never resumed. */
export const byFingerprintsIn = (folder: string): Keep => ({
  ...{ disk: diskIn(folder), tidemark: '', seconds: Infinity, isResuming: false, byFingerprints: true },
  say: () => undefined,
})

/** A saved search: its start, its folder, and the keeper that saves it. */
export interface Kept {
  readonly beginning: Beginning
  readonly folder: string
  readonly keeper: Keeper
}

/** Each question has a folder of its own. */
const folderOf = (question: Options, symmetry: boolean): string =>
  `${SEARCHES}/${checksum(JSON.stringify([Object.entries(question), symmetry]))}`

/** Prepares to save a search. Throws bad input if it should be resumed and the saved search is missing or damaged. */
export const keepSearch = <S, A>(
  {
    sources,
    ...asked
  }: { readonly question: Options; readonly symmetry: boolean; readonly sources?: string | undefined },
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  keep: Keep,
): Kept => {
  const folder = folderOf(asked.question, asked.symmetry)
  const about = { ...asked, machine: nameOf(machine, properties, sources), words: machine.states.words }
  return keep.isResuming
    ? resumed(folder, { ...about, isOfFiles: sources !== undefined }, machine, keep)
    : begun(folder, about, keep)
}

const begun = (folder: string, about: About, keep: Keep): Kept => {
  const header = keep.disk.read(headerIn(folder)) ?? ''
  const file = STATES_FILES.find((name) => !header.includes(name)) ?? STATES_FILES[0]
  const older = resumable(folder, header, about, keep)
  if (older > 0)
    keep.say(
      `this search was saved at ${older} state${older === 1 ? '' : 's'} and now starts again; that save stays until this search has more, and --resume continues it`,
    )
  const rows = new Rows(about.words, () => keep.disk.create(`${folder}/${file}`))
  const before = { seconds: 0, cpuSeconds: 0 }
  const files = keep.byFingerprints ? fileStore(about.words, rows, keep) : undefined
  const keeping = keepingOf({ folder, file, rows, about, before, states: 0, older }, keep, files)
  return { beginning: files === undefined ? {} : { store: files }, folder, keeper: keeper(keeping) }
}

/** The states of the save in a folder, if it can be resumed; else 0, because then nothing is lost with it. */
const resumable = (folder: string, header: string, about: About, { byFingerprints }: Keep): number => {
  if (header === '') return 0
  try {
    const { machine, words, fingerprints, states } = readHeader(headerIn(folder), header)
    return machine === about.machine && words === about.words && fingerprints === byFingerprints ? states : 0
  } catch (error) {
    if (!isBadInput(error)) throw error
    return 0
  }
}

const resumed = <S, A>(
  folder: string,
  { isOfFiles, ...about }: About & { readonly isOfFiles: boolean },
  machine: Machine<S, A>,
  keep: Keep,
): Kept => {
  const { disk } = keep
  const path = headerIn(folder)
  const text = disk.read(path)
  if (text === undefined) throw badInput(`${path}: there is no saved search of this question; leave out --resume`)
  const header = readHeader(path, text)
  const other = (['question', 'symmetry', 'words', 'machine'] as const).find(
    (name) => JSON.stringify(header[name]) !== JSON.stringify(about[name]),
  )
  if (other !== undefined) throw badInput(`${path}: ${other === 'machine' && isOfFiles ? CHANGED : OTHER[other]}`)
  if (header.fingerprints && !keep.byFingerprints)
    throw badInput(`${path}: this search used --fingerprints, and can only be resumed with --fingerprints`)
  const states = `${folder}/${header.file}`
  const rows = new Rows(about.words, () => {
    const file = disk.open(states)
    if (file === undefined) throw badInput(`${states}: this file is missing: expected ${header.states} states`)
    return file
  })
  const from = {
    at: header.position,
    met: header.met.map((fact) => ({ ...fact, required: false })),
    fill: load({ path: states, rows, header, machine }),
  }
  const files = keep.byFingerprints ? fileStore(about.words, rows, keep) : undefined
  const before = { before: header.spent, states: header.states, older: 0 }
  const keeping = keepingOf({ folder, file: header.file, rows, about, ...before }, keep, files)
  return { beginning: files === undefined ? { from } : { from, store: files }, folder, keeper: keeper(keeping) }
}

const fileStore = (words: number, rows: Rows, { isShared = false }: Keep): FileStore =>
  new FileStore(
    words,
    rows,
    new FingerprintSet((bytes) => (isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes))),
  )

const OTHER = {
  question: 'it is a search of another question: expected the current question',
  symmetry: 'it was saved with another --symmetry: expected the current one',
  words: 'its states have another packed format: expected that of this version of tidemark',
  machine: 'it is a search of another machine: expected the actions and properties of this version of tidemark',
}

const CHANGED =
  'it is a search of an earlier version of these files: expected files that have not changed; leave out --resume'

const keepingOf = (
  {
    folder,
    file,
    rows,
    about,
    before,
    states,
    older,
  }: Pick<Keeping, 'folder' | 'file' | 'rows' | 'about' | 'before' | 'states' | 'older'>,
  { disk, tidemark, seconds, byFingerprints, say }: Keep,
  files?: FileStore,
): Keeping => ({
  ...{ disk, folder, file, rows, about, before, states, older, tidemark, seconds },
  fingerprints: byFingerprints,
  write: ({ store }) => (files === undefined ? copyInto(rows, store) : files.flush()),
  isStuck: () => files?.isStuck === true,
  complain: (trouble) => say(`${folder}: this search could not be saved: ${trouble}; it continues`),
})

/**
 * A checksum of the schema, the actions and the properties, and of the files that they are loaded from. If one of them
 * changes, it is another machine.
 */
const nameOf = <S, A>(
  { schema, actions }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  sources?: string,
): string => {
  const codes = actions.all.map((action) => actions.encode(action))
  const names = properties.map(({ name }) => name)
  return checksum(JSON.stringify([schema, codes, names, ...(sources === undefined ? [] : [sources])]))
}
