import { badInput, expected } from '../lab/questions/bad-input'
import type { Answer, Io } from './io'
import { ablations as ofBaseline, olderAblations } from '../lab/records/ablations'
import { bugs, knownLosses } from '../lab/records/bugs'
import { compactionBugs } from '../lab/records/compaction-bugs'
import { reassignmentBugs } from '../lab/records/reassignment-bugs'
import { storageBugs } from '../lab/records/storage-bugs'
import { stalls } from '../lab/records/stalls'
import type { Typed } from './options'
import { runRows } from './rows'

const ablations = [
  ...ofBaseline,
  ...olderAblations,
  ...bugs,
  ...stalls,
  ...storageBugs,
  ...compactionBugs,
  ...reassignmentBugs,
  ...knownLosses,
]

/** `tidemark ablate`: runs ablations. Each leaves out an amendment or a decision, and reports which property breaks. */
export const runAblate = (names: readonly string[], typed: Typed, io: Io): Promise<Answer> => {
  const known = ablations.map(({ name }) => name)
  const stray = names.find((name) => !known.includes(name))
  if (stray !== undefined) throw badInput(`no ablation is named '${stray}'${expected(stray, known)}`)
  const chosen = names.length === 0 ? ablations : ablations.filter(({ name }) => names.includes(name))
  return runRows('ablate', chosen, typed, io)
}
