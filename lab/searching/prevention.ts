/** Which amendment or version would have prevented a failure: the same schedule does no harm with it. */
import type { Prevention } from '../../contract/causes'
import { judge } from '../../explorer/judge'
import { settlesFrom } from '../../explorer/liveness/walk-healing'
import { isRefused } from '../../kit/refused'
import { onDemand } from '../../kit/on-demand'
import { allAmendments, decisionsOf, isKraft, mistakes, releases } from '../../model/versions/timeline'
import { optionsOf } from '../questions/ask'
import type { CaseSchedule } from '../questions/case-schedule'
import { additions, baseline, protocolOf, subjectOf, type Question } from '../questions/question'

/** Finds what prevents schedules of one question. It makes each version that it tries once. */
export interface Preventing {
  /** Each of these amendments alone is enough; if none is: the first version that is, if there is one. */
  namesFor(failing: CaseSchedule): Pick<Prevention, 'by' | 'version'>
  /** The decisions of an amendment without which the schedule does harm again, and the question with the amendment. */
  detailsFor(failing: CaseSchedule, name: string): Pick<Prevention, 'decisions' | 'question'>
}

export const preventing = (asked: Question): Preventing => {
  const { unlike: _, ...plain } = asked
  const single = changesOf(plain).map(({ name, question }) => ({ name, question, survives: survivor(question) }))
  const versions = versionsAfter(plain).map((kafka) => {
    const question = { ...plain, kafka, without: [], with: [] }
    return { kafka, survives: survivor(question) }
  })
  return {
    namesFor(failing) {
      const by = single.filter(({ survives }) => survives(failing)).map(({ name }) => name)
      const version = by.length > 0 ? undefined : versions.find(({ survives }) => survives(failing))?.kafka
      return { by, ...(version === undefined ? {} : { version }) }
    },
    detailsFor(failing, name) {
      const first = single.find((one) => one.name === name)
      if (first === undefined) return { decisions: [] }
      const { question } = first
      const amendment = allAmendments.find((one) => one.name === name)
      const named = amendment === undefined ? [] : decisionsOf(amendment).map((decision) => `${name}/${decision}`)
      const decisions = named.filter((one) => !survivor({ ...question, without: [...question.without, one] })(failing))
      return { decisions, question: optionsOf(question) }
    },
  }
}

interface Change {
  readonly name: string
  readonly question: Question
}

/** With one amendment more, or without one that the baseline leaves out. */
const changesOf = (asked: Question): readonly Change[] => {
  const has = protocolOf(asked).amendments.map(({ name }) => name)
  const useless = [...asked.with, ...mistakes.map(({ name }) => name)]
  const free = additions(asked.kafka).filter((name) => !useless.includes(name))
  const wholeAgain = asked.without.map((name) => ({
    name: name.split('/')[0] === name ? name : `${name.split('/')[0]}, whole`,
    question: { ...asked, without: asked.without.filter((other) => other !== name) },
  }))
  return [
    ...wholeAgain,
    ...free.map((name) => ({ name, question: { ...asked, with: [...asked.with, name] } })),
    ...baseline.without
      .filter((name) => has.includes(name))
      .map((name) => ({ name: `without ${name}`, question: { ...asked, without: [...asked.without, name] } })),
  ]
}

/** The versions after this one, the baseline last. The steps of one with ZooKeeper are not those of one with KRaft. */
export const versionsAfter = ({ kafka }: Question): readonly string[] =>
  kafka === 'baseline'
    ? []
    : [...releases.slice(releases.indexOf(kafka) + 1), 'baseline'].filter((later) => isKraft(later) === isKraft(kafka))

/**
 * Takes a schedule as the second version of `--unlike` does: a step that is refused is left out. Whether nothing
 * breaks. A property of convergence is judged by healing after the last step.
 */
const survivor = (asked: Question): ((schedule: CaseSchedule) => boolean) => {
  const made = onDemand(() => {
    const { machine, properties } = subjectOf(asked)
    return { machine, breaks: judge(properties).breaks, settles: settlesFrom(machine, properties) }
  })
  return (schedule) => {
    const { machine, breaks, settles } = made()
    let state = machine.initial
    const { actions } = schedule.run(({ schedule: one }) => one.within(asked, machine))
    for (const action of actions) {
      const next = machine.fire(state, action)
      if (isRefused(next)) continue
      if (breaks(state, action, next, true)) return false
      state = next
    }
    return settles(state)
  }
}
