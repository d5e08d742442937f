import type { Snapshot } from '../../standing'
import type { Disk } from './disk'
import { FORMAT, type About, type Header, type Spent } from './header'
import type { Rows } from './rows'
import { sealed } from './seal'

/** Saves a search, so that it can be resumed. */
export interface Keeper {
  /** Seconds until the first save, and between two saves. */
  readonly seconds: number
  /** The time of the search at the last save. */
  readonly before: Spent
  /**
   * Saves the current state, unless an older save has more states. If it fails, a line says so, unless the search is
   * ending. The search continues, and the last save stays.
   */
  keep(now: Snapshot, spent: Spent, isEnd: boolean): void
  /** True if the search cannot continue because the disk is full. */
  isStuck(): boolean
  /** Removes the saved search, because the search has ended. */
  forget(): void
  close(): void
  /** The last save, and the error of the last attempt, if there was one. */
  readonly kept: { readonly states: number; readonly trouble?: string }
}

/** How a search is saved. */
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
  /** The states that were saved before. */
  readonly states: number
  /** The states of an older save of the same search, which only a save of more states replaces. */
  readonly older: number
  /** Writes all states of a search to the rows. */
  write(now: Snapshot): void
  isStuck(): boolean
  /** Reports an error, once each time that saving starts to fail. */
  complain(trouble: string): void
}

/**
 * The two alternating files of states. A new search does not touch the file of the previous one until it is saved
 * itself.
 */
export const STATES_FILES = ['states-0', 'states-1'] as const

export const headerIn = (folder: string): string => `${folder}/search.json`

/**
 * States are appended and made durable. Then a new header replaces the old one. So at any moment one of the headers is
 * valid.
 */
export const keeper = (keeping: Keeping): Keeper => {
  const { disk, folder, file, rows, seconds, before, complain } = keeping
  const kept: { states: number; trouble?: string } = { states: Math.max(keeping.states, keeping.older) }
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
        if (now.store.count <= keeping.older) {
          if (isEnd) disk.remove(`${folder}/${file}`)
          return
        }
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
      try {
        rows.close()
        disk.remove(folder)
      } catch (error) {
        // The answer is still to be printed: what could not be removed is saved states that nobody needs.
        complain(troubleIn(error))
      }
    },
    close: () => rows.close(),
  }
}

/** The problem with a disk, in a few words. */
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
  const { expanding, depth, levelEnd, generated, widest, stuck, firstStuck } = at
  const header: Header = {
    ...{ format: FORMAT, kind: 'tidemark search', tidemark },
    ...about,
    ...{ fingerprints, file, states: store.count },
    position: { expanding, depth, levelEnd, generated, widest, stuck, firstStuck },
    spent,
    met: met.flatMap(({ name, depth: first }) => (first === undefined ? [] : [{ name, depth: first }])),
    blocks: rows.sums(),
  }
  return sealed(header)
}
