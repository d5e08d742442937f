import type { Disk } from '../../explorer/node/saving/disk'
import type { Header } from '../../explorer/node/saving/header'
import { headerIn } from '../../explorer/node/saving/keeper'
import { isBadInput } from '../questions/bad-input'
import { SEARCHES } from './keep'
import { readHeader } from './search-header'

/** A saved search, or what is left of one. */
export interface KeptSearch {
  /** The name of its folder. */
  readonly id: string
  readonly path: string
  /** Absent if it cannot be read. */
  readonly header?: Header
  /** Why it cannot be read. */
  readonly trouble?: string
}

/** All saved searches of this folder. Only their headers are read. */
export const keptSearches = (disk: Disk): readonly KeptSearch[] =>
  disk.folders(SEARCHES).map((id) => {
    const path = `${SEARCHES}/${id}`
    return { id, path, ...headerAt(path, disk) }
  })

const headerAt = (path: string, disk: Disk): Pick<KeptSearch, 'header' | 'trouble'> => {
  const text = disk.read(headerIn(path))
  if (text === undefined) return { trouble: 'nothing was saved yet' }
  try {
    return { header: readHeader(headerIn(path), text) }
  } catch (error) {
    if (!isBadInput(error)) throw error
    return { trouble: error.message }
  }
}
