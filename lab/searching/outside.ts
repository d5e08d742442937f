/**
 * What a search of clean runs leaves out. Kafka promises nothing after an unclean election, or after more machines lost
 * records than min.insync.replicas - 1. An operator who allows that still asks what may be lost then.
 */
import type { Machine } from '../../contract/machine'
import type { Loss, LossKind, Outside, Run } from '../../contract/run'
import { schedule } from '../../contract/schedule'
import { breadthFirst, type Outcome } from '../../explorer/breadth'
import { drive, type Watch } from '../../explorer/node/drive'
import { steps } from '../../explorer/steps'
import { breadthFirstUpToRenaming } from '../../explorer/symmetry'
import { isRefused, refuse } from '../../kit/refused'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { firstLost, type Lost } from '../../properties/lost'
import { hasUncleanRuns, isClean, promisedCopies } from '../../properties/scope'
import { readQuestion } from '../questions/ask'
import { kafkaCase } from '../questions/kafka-case'
import { inCase, tokenOf } from '../questions/case-schedule'
import { isAboutAvailability, isOfLiveness, protocolOf, subjectOf, type Question } from '../questions/question'
import type { Limits } from './engine'

/** What a search that holds did not judge. Undefined if it judged every run within its bounds. */
export const outsideOf = async (run: Run, limits: Limits, watch: Watch): Promise<Outside | undefined> => {
  if (run.verdict !== 'holds' || run.question['machine'] !== undefined) return undefined
  const asked = readQuestion(run.question)
  const { settings, bounds, runs } = asked
  if (
    runs === 'any' ||
    isAboutAvailability(asked) ||
    isAboutTheEnd(asked) ||
    !hasUncleanRuns({ protocol: protocolOf(asked), settings, bounds })
  )
    return undefined
  const judged = asked.unlike === undefined && !run.symmetry ? await cleanStates(asked, limits, watch) : undefined
  return {
    promise: promiseOf(asked),
    ...(judged === undefined ? {} : { states: run.distinct - judged }),
    kinds: isAllClean(run, asked, judged)
      ? kindsOf(asked).map((of) => ({ of, verdict: 'holds' as const }))
      : await lossesIn(asked, limits, watch),
  }
}

/** What must happen in the end is judged in all runs. */
const isAboutTheEnd = ({ properties }: Question): boolean => properties.length > 0 && properties.every(isOfLiveness)

const promiseOf = (asked: Question): string => {
  const minIsr = promisedCopies(asked)
  const machines = minIsr === 1 ? 'no machine that loses records' : `at most ${minIsr - 1} machines that lose records`
  return `no unclean leader election, and ${machines.replace('1 machines that lose', '1 machine that loses')}`
}

/**
 * The number of states that clean runs reach. A run that is not clean never becomes clean again, so these are the states
 * that are found if no step may leave clean runs. Undefined if this search was stopped.
 */
const cleanStates = async (asked: Question, limits: Limits, watch: Watch): Promise<number | undefined> => {
  const { machine } = subjectOf(asked)
  const { verdict, distinct } = await searched(withinClean(machine, asked), [], limits, watch)
  return verdict === 'holds' ? distinct : undefined
}

const withinClean = (machine: Machine<World, Action>, asked: Question): Machine<World, Action> => {
  const { footprints: _, occasions: __, ...rest } = machine
  const left = refuse('leaves clean runs')
  return {
    ...rest,
    fire: (state, action) => {
      const next = machine.fire(state, action)
      return isRefused(next) || isClean(asked, next, 0) ? next : left
    },
    successors: (state, visit) =>
      machine.successors(state, (action, next) => {
        if (isClean(asked, next, 0)) visit(action, next)
      }),
  }
}

/** The properties that break where such a record is lost. */
const KINDS = { acknowledged: 'S1', committed: 'S14' } as const

type Kind = keyof typeof KINDS

/** With acks=0 no record is acknowledged. */
const kindsOf = ({ settings }: Question): readonly Kind[] =>
  settings.acks === '0' ? ['committed'] : ['acknowledged', 'committed']

/** Every state is in clean runs, and what says that something is lost was judged there. */
const isAllClean = (run: Run, asked: Question, judged: number | undefined): boolean => {
  const { properties } = asked
  const isJudged = properties.length === 0 || kindsOf(asked).every((kind) => properties.includes(KINDS[kind]))
  return judged === run.distinct && isJudged
}

const lossesIn = async (asked: Question, limits: Limits, watch: Watch): Promise<Outside['kinds']> => {
  const kinds = kindsOf(asked)
  // One search says that nothing is lost; each kind has a shortest schedule of its own.
  const { verdict } = (await searchedFor(kinds, asked, limits, watch)).outcome
  if (verdict !== 'broken') return kinds.map((of) => ({ of, verdict }))
  const losses: LossKind[] = []
  for (const kind of kinds) losses.push(await lossOf(kind, asked, limits, watch))
  return losses
}

/** Any run, judged by the properties of these losses. */
const searchedFor = async (
  kinds: readonly Kind[],
  asked: Question,
  limits: Limits,
  watch: Watch,
): Promise<{ readonly anywhere: Question; readonly outcome: Outcome<Action> }> => {
  const anywhere: Question = { ...withoutUnlike(asked), runs: 'any', properties: kinds.map((kind) => KINDS[kind]) }
  const { machine, properties } = subjectOf(anywhere)
  const judged = properties.filter(({ kind }) => kind !== 'reachable')
  return { anywhere, outcome: await searched(machine, judged, limits, watch) }
}

/** The shortest schedule, in any run, after which such a record is lost. */
const lossOf = async (of: Kind, asked: Question, limits: Limits, watch: Watch): Promise<LossKind> => {
  const { anywhere, outcome } = await searchedFor([of], asked, limits, watch)
  const { verdict, breach } = outcome
  const [blamed] = breach?.breaches ?? []
  if (breach === undefined || blamed === undefined) return { of, verdict }
  const failing = schedule(anywhere, subjectOf(anywhere).machine, breach.actions)
  const last = failing.replay().steps.at(-1)?.state
  const lost = last && firstLost(last, of, asked.settings.acks)
  return {
    of,
    verdict,
    loss: {
      ...{ property: blamed.property, sentence: blamed.verdict, steps: breach.actions.length },
      token: tokenOf(inCase(kafkaCase(anywhere), failing)),
      ...(lost === undefined ? {} : { missing: missingAt(lost) }),
    },
  }
}

const missingAt = ({ broker, ...counts }: Lost): NonNullable<Loss['missing']> => ({ peer: broker + 1, counts })

const withoutUnlike = ({ unlike: _, ...asked }: Question): Question => asked

const searched = async (
  machine: Machine<World, Action>,
  properties: Parameters<typeof breadthFirst<World, Action>>[1],
  { states, symmetry = false, ...allowance }: Limits,
  watch: Watch,
): Promise<Outcome<Action>> => {
  const limits = states === undefined ? {} : { maxStates: states }
  const search =
    symmetry && machine.impartial !== undefined
      ? breadthFirstUpToRenaming(machine, properties, limits)
      : breadthFirst(machine, properties, limits, properties.length === 0 ? steps : undefined)
  return (await drive(search, allowance, watch)).outcome
}
