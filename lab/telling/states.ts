import { difference, fieldsOf, type Change, type Field } from '../../kit/difference'
import type { CaseSchedule } from '../questions/case-schedule'
import type { View } from './view'

/** What one step of a schedule changed, field by field; undefined where it has no such step. */
export const lookAt = (
  { run }: CaseSchedule,
  step: number,
): { readonly event: string; readonly changes: readonly Change[] } | undefined =>
  run(({ schedule, view, retaken }) => {
    const { initial, steps } = retaken()
    const taken = steps[step - 1]
    if (taken === undefined) return undefined
    const before = steps[step - 2]?.state ?? initial
    const changes = shownOf(view, difference(schedule.machine.schema, before, taken.state))
    return { event: schedule.texts()[step - 1] ?? '', changes }
  })

/** Of a state that has two in it, the fields of the one that is shown, by its own names. */
export const shownOf = <F extends { readonly path: string }>(
  { part }: Pick<View<never, never>, 'part'>,
  fields: readonly F[],
): readonly F[] =>
  part === undefined
    ? fields
    : fields
        .filter(({ path }) => path.startsWith(`${part}.`))
        .map((field) => ({ ...field, path: field.path.slice(part.length + 1) }))

/** A state in full, and what led to it. */
export interface WholeState {
  readonly event: string
  readonly fields: readonly Field[]
}

/** Every state of a schedule, field by field, the initial one first. */
export const wholeStates = ({ run }: CaseSchedule): readonly WholeState[] =>
  run(({ schedule, view, retaken }) => {
    const { schema } = schedule.machine
    const { initial, steps } = retaken()
    const texts = schedule.texts()
    return [
      { event: 'initial state', fields: shownOf(view, fieldsOf(schema, initial)) },
      ...steps.map(({ state }, index) => ({
        event: texts[index] ?? '',
        fields: shownOf(view, fieldsOf(schema, state)),
      })),
    ]
  })
