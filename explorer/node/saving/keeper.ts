import type { Snapshot } from '../../standing'
import type { Disk } from './disk'
import { FORMAT, type About, type Header, type Spent } from './header'
import type { Rows } from './rows'
import { sealed } from './seal'

/** Keeps a search, so that it can go on another time. */
export interface Keeper {
  /** Seconds after which a search is worth keeping, and then from one time to the next. */
  readonly seconds: number
  /** What it had taken when it was kept before. */
  readonly before: Spent
  /** Keeps it as it is now. Where that fails a line says so, unless this is the end; all goes on, and what was kept before stays. */
  keep(now: Snapshot, spent: Spent, isEnd: boolean): void
  /** There is nothing more to be done, because states have no room on the disk. */
  isStuck(): boolean
  /** Forgets it, because it has ended. */
  forget(): void
  close(): void
  /** What was kept last, and what was wrong the last time, if it was. */
  readonly kept: { readonly states: number; readonly trouble?: string }
}

/** How a search is kept. */
export interface Keeping {
  readonly disk: Disk
  readonly folder: string
  /** The name of the file of states within the folder. */
  readonly file: string
  readonly rows: Rows
  readonly about: About
  readonly tidemark: string
  readonly fingerprints: boolean
  readonly seconds: number
  readonly before: Spent
  /** The states that were kept before. */
  readonly states: number
  /** Brings all states of a search into the rows. */
  write(now: Snapshot): void
  isStuck(): boolean
  /** Is told what is wrong, once for each time that it begins to be. */
  complain(trouble: string): void
}

/** The files that states are in, by turns: a new search does not touch those of the one before, until it is kept itself. */
export const STATES_FILES = ['states-0', 'states-1'] as const

export const headerIn = (folder: string): string => `${folder}/search.json`

/** States are appended and made durable; then a header is put in place of the old one. So at any moment one of the two is right. */
export const keeper = (keeping: Keeping): Keeper => {
  const { disk, folder, file, rows, seconds, before, complain } = keeping
  const kept: { states: number; trouble?: string } = { states: keeping.states }
  const keep = (now: Snapshot, spent: Spent): void => {
    keeping.write(now)
    rows.sync()
    disk.replace(headerIn(folder), headerText(keeping, now, spent))
    for (const other of STATES_FILES) if (other !== file) disk.remove(`${folder}/${other}`)
  }
  return {
    ...{ seconds, before, kept, isStuck: keeping.isStuck },
    keep(now, spent, isEnd) {
      try {
        keep(now, spent)
        kept.states = now.store.count
        delete kept.trouble
      } catch (error) {
        const trouble = troubleIn(error)
        if (kept.trouble !== trouble && !isEnd) complain(trouble)
        kept.trouble = trouble
      }
    },
    forget() {
      rows.close()
      disk.remove(folder)
    },
    close: () => rows.close(),
  }
}

/** What is wrong with a disk, in a few words. */
export const troubleIn = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'no space is left on the disk'
  return message.split('\n')[0] ?? message
}

const headerText = (
  { about, tidemark, file, fingerprints, rows }: Keeping,
  { store, at, met }: Snapshot,
  spent: Spent,
): string => {
  const { expanding, depth, levelEnd, generated, widest } = at
  const header: Header = {
    ...{ format: FORMAT, kind: 'tidemark search', tidemark },
    ...about,
    ...{ fingerprints, file, states: store.count },
    position: { expanding, depth, levelEnd, generated, widest },
    spent,
    met: met.flatMap(({ name, depth: first }) => (first === undefined ? [] : [{ name, depth: first }])),
    blocks: rows.sums(),
  }
  return sealed(header)
}
