import { specimens } from './catalogue'

/** The name of a constant, as an option of the command line, and what it means in each specimen that has it. */
export interface Flag {
  readonly flag: string
  readonly what: string
}

/** The constants of all specimens, each name once. */
export const flags = (): readonly Flag[] => {
  const all = specimens.flatMap(({ constants }) => constants)
  return [...new Set(all.map(({ flag }) => flag))].map((flag) => ({
    flag,
    what: [...new Set(all.filter((one) => one.flag === flag).map(({ what }) => what))].join(', or '),
  }))
}
