import { diskBase } from '../../model/versions/disk-base'
import { isTakenIn } from '../../model/versions/eras'
import { decisionsOf } from '../../model/versions/timeline'
import type { Protocol } from '../../model/versions/decisions'
import { storageBase } from '../../model/versions/storage-base'

/**
 * What is left out, one row each: every decision of this protocol that its era takes, and every amendment with several of them as
 * a whole. Names as `--without` takes them.
 */
export const rowsOf = ({ release, amendments }: Protocol): readonly string[] =>
  amendments.flatMap((amendment) => {
    const taken = decisionsOf(amendment).filter((decision) => isTakenIn(decision, release))
    const alone = taken.map((decision) => `${amendment.name}/${decision}`)
    return taken.length > 1 ? [amendment.name, ...alone] : alone
  })

/** The decisions that a row leaves out. */
export const decisionsIn = (row: string, { amendments }: Protocol): readonly string[] => {
  const [name, only] = row.split('/')
  const amendment = amendments.find((one) => one.name === name)
  if (amendment === undefined) return []
  return only === undefined ? decisionsOf(amendment) : [only]
}

/** Some decision of this row is about what is on disk. */
export const isOfDisk = (decision: string): boolean => decision in diskBase || decision in storageBase
