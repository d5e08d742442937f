import { difference, type Change } from '../../kit/difference'
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import { badInput } from '../questions/bad-input'
import type { CaseSchedule } from '../questions/case-schedule'
import { nearestSteps, possibleIn } from './possible'
import { shownOf } from './states'

/** An action at one moment of a schedule: the guard that refuses it, or what it would change. */
export interface Why {
  readonly event: string
  readonly code: string
  readonly because?: string
  readonly changes?: readonly Change[]
}

/**
 * What becomes of the actions that a text names, after so many steps of a schedule. The text is a code, the text of an
 * action, or a part of texts. Bad input where no action is named.
 */
export const whyAfter = ({ run }: CaseSchedule, step: number, said: string): readonly Why[] =>
  run(({ schedule: { machine, ...schedule }, view }) => {
    const { initial, steps } = schedule.replay()
    const state = steps[step - 1]?.state ?? initial
    const { actions, fire, schema } = machine
    return actionsNamed(machine, said).map((action): Why => {
      const named = { event: actions.print(action), code: actions.encode(action) }
      const next = fire(state, action)
      return isRefused(next as object)
        ? { ...named, because: (next as { refused: string }).refused }
        : { ...named, changes: shownOf(view, difference(schema, state, next as typeof state)) }
    })
  })

/** The number of steps of a schedule that can be taken, whatever they break. */
export const takenSteps = ({ run }: CaseSchedule): number => run(({ schedule }) => schedule.replay().steps.length)

const actionsNamed = <S, A>(machine: Machine<S, A>, said: string): readonly A[] => {
  const { actions } = machine
  const one = actions.parse(said) ?? actions.decode(said.trim())
  if (one !== undefined) return [one]
  const part = said.trim().toLowerCase()
  const some = part === '' ? [] : actions.all.filter((action) => actions.print(action).toLowerCase().includes(part))
  if (some.length > 0) return some
  const near = nearestSteps(machine, said)
  const kinds = actions.kinds.map(({ actions: [first] }) => (first === undefined ? '' : actions.print(first)))
  const known = near.length > 0 ? `did you mean ${near.map((text) => `'${text}'`).join(' or ')}?` : kinds.join('; ')
  throw badInput(`--why is '${said}': expected the text or the code of a step, or a part of a text: ${known}`)
}

/** What could happen instead of the step at which a schedule diverges, and the steps that were perhaps meant. */
export interface Instead {
  readonly possible: readonly string[]
  readonly nearest: readonly string[]
}

/** Undefined if every step of the schedule can be taken. */
export const insteadIn = ({ run }: CaseSchedule): Instead | undefined =>
  run(({ schedule }) => {
    const { machine } = schedule
    const { initial, steps, diverged } = schedule.replay()
    if (diverged === undefined) return undefined
    const isUnknown = diverged.step > schedule.actions.length
    return {
      possible: possibleIn(machine, steps.at(-1)?.state ?? initial),
      nearest: isUnknown ? nearestSteps(machine, diverged.event) : [],
    }
  })
