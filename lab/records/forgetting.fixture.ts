/** Rows of KRaft on record, asked of a machine that forgets (docs/decisions/0077). */
import { explore, type Outcome } from '../../explorer/breadth'
import { besideOf, isOfLiveness, numberOf, subjectOf, type Question, type Subject } from '../questions/question'
import { kraftAblations } from './kraft-ablations'
import { kraftBugs } from './kraft-bugs'
import { versionRows } from './ladder'
import type { Pinned } from './pinned'

/** What breaks with KRaft, where a machine may forget, and how many states it takes on record. */
export const breakingRows: readonly Pinned[] = [...versionRows, ...kraftBugs, ...kraftAblations].filter(
  ({ question: { bounds, properties }, expected }) =>
    bounds.kraft !== undefined &&
    expected.verdict === 'broken' &&
    bounds.faults['quorum-loss'] === 0 &&
    !properties.some(isOfLiveness),
)

/** What it breaks, and after how many steps; and how many states were looked at, at most as many as on record. */
export const brokenForgetting = ({ question: asked }: Pinned): { property: string; steps: number; states: number } => {
  const { kraft } = asked.bounds
  if (kraft === undefined) throw new Error('expected a question about KRaft')
  const forgetting: Question = { ...asked, bounds: { ...asked.bounds, kraft: { ...kraft, forgets: true } } }
  const { breach, distinct } =
    forgetting.unlike === undefined ? found(subjectOf(forgetting)) : found(besideOf(forgetting, forgetting.unlike))
  const [blamed] = breach?.breaches ?? []
  return { property: numberOf(blamed?.property ?? ''), steps: breach?.actions.length ?? 0, states: distinct }
}

const found = <S, A>({ machine, properties }: Subject<S, A>): Outcome<unknown> => explore(machine, properties)
