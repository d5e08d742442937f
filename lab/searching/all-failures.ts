/** Every failure within the bounds of a question, grouped by cause. */
import { isSameCause, type AllFailures, type Cause, type CauseKey } from '../../contract/causes'
import { schedule } from '../../contract/schedule'
import { everyFailure, type FailureSearch } from '../../explorer/failures'
import type { Breach } from '../../explorer/judge'
import { drive, type Watch } from '../../explorer/node/drive'
import { readQuestion } from '../questions/ask'
import { badInput } from '../questions/bad-input'
import type { Case } from '../questions/case'
import { caseSchedule, tokenOf, type CaseSchedule } from '../questions/case-schedule'
import { findingOf } from '../telling/trace'
import type { Limits } from './engine'
import { preventing, type Preventing } from './prevention'
import { refuseForgetting } from './reductions'

/** Goes on after a failure, and groups what it finds. The result does not depend on anything but the question. */
export const allFailures = (asked: Case, limits: Limits, watch: Watch): Promise<AllFailures> =>
  asked.run(async (machine, properties, view): Promise<AllFailures> => {
    refuseForgetting(asked, limits, '--all')
    const converges = properties.find(({ kind }) => kind === 'converges')
    if (converges !== undefined) throw badInput(`--all does not go with '${converges.name}': ${NO_LOOPS}`)
    const search = everyFailure(machine, properties, limits.states === undefined ? {} : { maxStates: limits.states })
    const { outcome, seconds, cpuSeconds, stopped } = await drive(search, limits, watch)
    const { count, kinds } = kindsOf(search, (actions, property) =>
      schedule(asked, machine, actions).fingerprint(property),
    )
    const causes = causesOf(
      asked,
      kinds.map(({ actions, ...kind }) => ({
        ...kind,
        failing: caseSchedule(schedule(asked, machine, actions), properties, view),
      })),
    )
    const { distinct, generated, widest, depth, frontier, bytes, verdict } = outcome
    return {
      ...{ format: 1, title: asked.title, scope: asked.scope, question: asked.options },
      verdict: count > 0 ? 'broken' : verdict,
      ...(stopped === undefined ? {} : { stopped }),
      ...{ distinct, generated, widest, depth, frontier, bytes, seconds, cpuSeconds },
      ...{ causes, failures: count },
    }
  })

const NO_LOOPS = 'it looks for no loops of steps; check without --all does'

/** Failures with one fingerprint. The schedule is the shortest. */
interface Kind {
  readonly breaches: readonly Breach[]
  readonly fingerprint: string
  readonly failures: number
}

const kindsOf = <A>(
  search: FailureSearch<A>,
  fingerprintOf: (actions: readonly A[], property: string) => string,
): { readonly count: number; readonly kinds: readonly (Kind & { readonly actions: readonly A[] })[] } => {
  const byPrint = new Map<string, { breaches: readonly Breach[]; actions: readonly A[]; failures: number }>()
  const all = { count: 0 }
  search.failures(({ actions, breaches }) => {
    all.count++
    const print = fingerprintOf(actions, breaches[0]?.property ?? '')
    const known = byPrint.get(print)
    if (known === undefined) byPrint.set(print, { breaches, actions, failures: 1 })
    else known.failures++
  })
  return { ...all, kinds: [...byPrint].map(([fingerprint, kind]) => ({ fingerprint, ...kind })) }
}

type Failed = Kind & { readonly failing: CaseSchedule }

/** The kinds that were taken for one so far. The first has the shortest schedule. */
interface Group {
  readonly first: Failed
  readonly failures: number
  readonly key: CauseKey
}

const causesOf = (asked: Case, kinds: readonly Failed[]): readonly Cause[] => {
  const prevents = asked.isKafka ? preventing(readQuestion(asked.options)) : undefined
  const groups: Group[] = []
  for (const kind of kinds) {
    const key = keyOf(kind, asked, prevents)
    const index = groups.findIndex((group) => isSameCause(group.key, key))
    const group = groups[index]
    if (group === undefined) groups.push({ first: kind, failures: kind.failures, key })
    else
      groups[index] = {
        ...group,
        failures: group.failures + kind.failures,
        key: { ...group.key, by: group.key.by.filter((name) => key.by.includes(name)) },
      }
  }
  return groups.map(({ first: { failing, breaches, fingerprint }, failures, key: { by, version } }): Cause => {
    const [blamed = { property: '', sentence: '' }, ...others] = breaches.map((breach) => findingOf(asked, breach))
    const common = { blamed, others, steps: failing.length, token: tokenOf(failing), fingerprint, failures }
    if (prevents === undefined || (by.length === 0 && version === undefined)) return common
    const named = { by, ...(version === undefined ? {} : { version }) }
    return { ...common, prevention: { ...named, ...prevents.detailsFor(failing, by[0] ?? '') } }
  })
}

const keyOf = ({ breaches, failing, fingerprint }: Failed, asked: Case, prevents?: Preventing): CauseKey => {
  const rung = asked.rungOf(breaches[0]?.property ?? '')
  return {
    ...(rung === undefined ? {} : { rung }),
    ...(prevents?.namesFor(failing) ?? { by: [] }),
    fingerprint,
  }
}
