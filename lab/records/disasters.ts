import { ablatable } from './ablatable'
import { bugOf } from './catalogue'
import type { Pinned } from './pinned'
import { told } from './told'
import { mendsOf } from './versions-with'

/** What goes wrong without an amendment, as the record has it. */
export interface Disaster {
  readonly row: Pinned
  readonly bug: string
  /** What the row leaves out as well: each of them alone prevents it. */
  readonly besides: readonly string[]
}

/** A feature of the cluster has a row within whose bounds it is off. */
const OF_FEATURES: Readonly<Record<string, string>> = { 'kip-966': 'B19-kraft' }

const rows = [...ablatable, ...told].filter(({ expected }) => expected.property !== undefined)

/** The first row that leaves out an amendment alone, whole before in part; or else with others. */
export const disasterWithout = (name: string): Disaster | undefined => {
  const leaving = rows.filter((row) => mendsOf(row).includes(name))
  const alone = leaving.filter((row) => mendsOf(row).length === 1)
  const row =
    rows.find((one) => one.name === OF_FEATURES[name]) ??
    alone.find(({ question: { without } }) => !without.some((left) => left.includes('/'))) ??
    alone[0] ??
    leaving[0]
  const bug = [...(row === undefined ? [] : [row]), ...alone].map(bugOf).find((one) => /^B\d/.test(one))
  return row && { row, bug: bug ?? row.name, besides: mendsOf(row).filter((one) => one !== name) }
}
