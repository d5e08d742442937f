import { badInput, expected } from '../lab/questions/bad-input'
import type { Answer, Io } from './io'
import { ablatable } from '../lab/records/ablatable'
import type { Typed } from './options'
import { runRows } from './rows'

/** `tidemark ablate`: runs ablatable. Each leaves out an amendment or a decision, and reports which property breaks. */
export const runAblate = (names: readonly string[], typed: Typed, io: Io): Promise<Answer> => {
  const known = ablatable.map(({ name }) => name)
  const stray = names.find((name) => !known.includes(name))
  if (stray !== undefined) throw badInput(`no ablation is named '${stray}'${expected(stray, known)}`)
  const chosen = names.length === 0 ? ablatable : ablatable.filter(({ name }) => names.includes(name))
  return runRows('ablate', chosen, typed, io)
}
