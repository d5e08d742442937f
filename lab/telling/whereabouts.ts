import { judge } from '../../explorer/judge'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { base } from '../../model/versions/base'
import type { Decisions, Protocol } from '../../model/versions/decisions'
import { allAmendments, decisionsOf } from '../../model/versions/timeline'
import { world } from '../../properties/world'
import type { World } from '../../properties/history'
import { readQuestion } from '../questions/ask'
import type { CaseSchedule } from '../questions/case-schedule'
import places from '../records/places.json'
import { protocolOf, subjectOf, type Question } from '../questions/question'

/** A line in the source, relative to its root. */
export interface Place {
  readonly path: string
  readonly line: number
}

/**
 * For each step of a schedule, the source line of its rule. If the last step breaks a property, its line is that of the
 * decision to blame: a decision whose other answer, given by some other version, would not break the property. A
 * specimen has no lines.
 */
export const whereabouts = ({ asked: { options, isKafka }, run }: CaseSchedule): readonly (Place | undefined)[] =>
  run(({ schedule, retaken }) => {
    const { steps, breaches } = retaken()
    if (!isKafka) return steps.map(() => undefined)
    const asked = readQuestion(options)
    const { actions } = schedule.upTo(steps.length).within(asked, subjectOf(asked).machine)
    const rules = actions.map((action) => ruleOf(action, asked))
    const blamed = breaches[0]?.property
    const decisive = blamed === undefined ? undefined : decisionBehind(asked, actions, blamed)
    return decisive === undefined ? rules : [...rules.slice(0, -1), decisive]
  })

const RULES: Readonly<Record<string, Place>> = places.rules
const KRAFT_RULES: Readonly<Record<string, Place>> = places.kraftRules
const DECISIONS: Readonly<Record<string, Readonly<Record<string, Place>>>> = places.decisions

const ruleOf = ({ type }: Action, { bounds: { kraft } }: Question): Place | undefined =>
  (kraft === undefined ? undefined : KRAFT_RULES[type]) ?? RULES[type]

type Name = keyof Decisions

/** The first decision of the last step that has another answer which breaks nothing. */
const decisionBehind = (asked: Question, actions: readonly Action[], blamed: string): Place | undefined => {
  const { machine, properties } = subjectOf(asked)
  const last = actions.at(-1)
  const taken = actions.slice(0, -1).reduce<World | undefined>((state, action) => {
    const next = state === undefined ? undefined : machine.fire(state, action)
    return next === undefined || isRefused(next) ? undefined : next
  }, machine.initial)
  if (last === undefined || taken === undefined) return undefined

  const protocol = protocolOf(asked)
  const { breaches } = judge(properties)
  const fireBy = (decide: Decisions): ReturnType<typeof machine.fire> =>
    world({ protocol: { ...protocol, decide }, settings: asked.settings, bounds: asked.bounds }).fire(taken, last)
  const names = new Set<Name>()
  fireBy(listening(protocol.decide, names))
  const behind = [...names].find((name) =>
    answersTo(name, protocol).some((answer) => {
      const next = fireBy({ ...protocol.decide, [name]: answer })
      return isRefused(next) || !breaches(taken, last, next).some(({ property }) => property === blamed)
    }),
  )
  return behind === undefined ? undefined : DECISIONS[ownerOf(behind, protocol)]?.[behind]
}

/** The same decisions, and a list of those that are used. */
const listening = (decide: Decisions, asked: Set<Name>): Decisions =>
  Object.fromEntries(
    Object.entries(decide).map(([name, answer]) => [
      name,
      (...given: readonly unknown[]): unknown => {
        asked.add(name as Name)
        return (answer as (...given: readonly unknown[]) => unknown)(...given)
      },
    ]),
  ) as unknown as Decisions

/** The answers of all versions. */
const answersTo = (name: Name, { decide }: Protocol): readonly Decisions[Name][] =>
  [base, ...allAmendments.map((amendment) => amendment.decide(decide))].flatMap((answers) => answers[name] ?? [])

/** The amendment that changed it last, or the base. */
const ownerOf = (name: Name, { amendments: made }: Protocol): string =>
  made.findLast((amendment) => decisionsOf(amendment).includes(name))?.name ?? 'base'
