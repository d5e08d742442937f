import { badInput, expected } from '../lab/questions/bad-input'
import type { Answer, Io } from './io'
import { ablatable } from '../lab/records/ablatable'
import { runMatrix } from './ablate-matrix'
import type { Typed } from './options'
import { runRows } from './rows'

/**
 * `tidemark ablate`: runs ablatable. Each leaves out an amendment or a decision, and reports which property breaks. With --kafka it
 * leaves out each decision of that preset.
 */
export const runAblate = (names: readonly string[], typed: Typed, io: Io): Promise<Answer> => {
  if (typed['kafka'] !== undefined) return runMatrix(names, typed, io)
  if (typed['elr'] !== undefined) throw badInput('--elr is for one preset: expected --kafka 4.0 or later beside it')
  const known = ablatable.map(({ name }) => name)
  const stray = names.find((name) => !known.includes(name))
  if (stray !== undefined) throw badInput(`no ablation is named '${stray}'${expected(stray, known)}`)
  const chosen = names.length === 0 ? ablatable : ablatable.filter(({ name }) => names.includes(name))
  return runRows('ablate', chosen, typed, io)
}
