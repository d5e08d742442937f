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
import { badInput } from '../questions/bad-input'
import { load } from './load'
import { readHeader } from './search-header'

/** Where searches are kept, from the working directory on. */
const SEARCHES = '.tidemark/searches'

/** How searches are to be kept, and whether one is to go on that was kept before. */
export interface Keep {
  readonly disk: Disk
  /** The version of tidemark. */
  readonly tidemark: string
  /** Seconds after which a search is worth keeping, and then from one time to the next. */
  readonly seconds: number
  readonly isResuming: boolean
  /** States are told apart by 64 bits each, and are in the file only. */
  readonly byFingerprints: boolean
  /** Several threads search. */
  readonly isShared?: boolean
  /** Is told in a line what should be known at once. */
  say(line: string): void
}

/** For a search by fingerprints whose states are in a folder of their own, and which nobody goes on with. */
export const byFingerprintsIn = (folder: string): Keep => ({
  ...{ disk: diskIn(folder), tidemark: '', seconds: Infinity, isResuming: false, byFingerprints: true },
  say: () => undefined,
})

/** A search that is kept: how it begins, where it is kept, and by whom. */
export interface Kept {
  readonly beginning: Beginning
  readonly folder: string
  readonly keeper: Keeper
}

/** Each question has a folder of its own. */
const folderOf = (question: Options, symmetry: boolean): string =>
  `${SEARCHES}/${checksum(JSON.stringify([Object.entries(question), symmetry]))}`

/** Makes ready to keep a search. Bad input where it is to go on, and what was kept is not there or not right. */
export const keepSearch = <S, A>(
  asked: { readonly question: Options; readonly symmetry: boolean },
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  keep: Keep,
): Kept => {
  const folder = folderOf(asked.question, asked.symmetry)
  const about = { ...asked, machine: nameOf(machine, properties), words: machine.states.words }
  return keep.isResuming ? resumed(folder, about, machine, keep) : begun(folder, about, keep)
}

const begun = (folder: string, about: About, keep: Keep): Kept => {
  const header = keep.disk.read(headerIn(folder)) ?? ''
  const file = STATES_FILES.find((name) => !header.includes(name)) ?? STATES_FILES[0]
  const states = /"states": (\d+)/.exec(header)?.[1]
  if (states !== undefined)
    keep.say(`this search was kept at ${states} states, and begins anew; --resume goes on there`)
  const rows = new Rows(about.words, () => keep.disk.create(`${folder}/${file}`))
  const before = { seconds: 0, cpuSeconds: 0 }
  const files = keep.byFingerprints ? fileStore(about.words, rows, keep) : undefined
  const keeping = keepingOf({ folder, file, rows, about, before, states: 0 }, keep, files)
  return { beginning: files === undefined ? {} : { store: files }, folder, keeper: keeper(keeping) }
}

const resumed = <S, A>(folder: string, about: About, machine: Machine<S, A>, keep: Keep): Kept => {
  const { disk } = keep
  const path = headerIn(folder)
  const text = disk.read(path)
  if (text === undefined) throw badInput(`${path}: there is none: nothing was kept of this search, leave --resume out`)
  const header = readHeader(path, text)
  const other = (['question', 'symmetry', 'words', 'machine'] as const).find(
    (name) => JSON.stringify(header[name]) !== JSON.stringify(about[name]),
  )
  if (other !== undefined) throw badInput(`${path}: ${OTHER[other]}`)
  if (header.fingerprints && !keep.byFingerprints)
    throw badInput(`${path}: it was searched by --fingerprints, and goes on by them only`)
  const states = `${folder}/${header.file}`
  const rows = new Rows(about.words, () => {
    const file = disk.open(states)
    if (file === undefined) throw badInput(`${states}: there is none: expected ${header.states} states`)
    return file
  })
  const from = {
    at: header.position,
    met: header.met.map((fact) => ({ ...fact, required: false })),
    fill: load({ path: states, rows, header, machine }),
  }
  const files = keep.byFingerprints ? fileStore(about.words, rows, keep) : undefined
  const before = { before: header.spent, states: header.states }
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
  question: 'it keeps another question: expected the one that is asked now',
  symmetry: 'it was kept with another --symmetry: expected the one that is asked for now',
  words: 'its states are packed in another way: expected those of this version of tidemark',
  machine: 'it keeps another machine: expected the actions and properties of this version of tidemark',
}

const keepingOf = (
  {
    folder,
    file,
    rows,
    about,
    before,
    states,
  }: Pick<Keeping, 'folder' | 'file' | 'rows' | 'about' | 'before' | 'states'>,
  { disk, tidemark, seconds, byFingerprints, say }: Keep,
  files?: FileStore,
): Keeping => ({
  ...{ disk, folder, file, rows, about, before, states, tidemark, seconds },
  fingerprints: byFingerprints,
  write: ({ store }) => (files === undefined ? copyInto(rows, store) : files.flush()),
  isStuck: () => files?.isStuck === true,
  complain: (trouble) => say(`${folder}: this search could not be kept: ${trouble}; it goes on`),
})

/** A checksum of what states are made of, what can happen and what is asked: who changes one of them has another machine. */
const nameOf = <S, A>({ schema, actions }: Machine<S, A>, properties: readonly Property<S, A>[]): string =>
  checksum(
    JSON.stringify([schema, actions.all.map((action) => actions.encode(action)), properties.map(({ name }) => name)]),
  )
