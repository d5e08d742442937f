import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explore, type Outcome } from '../explorer/breadth'
import { ablations, olderAblations } from '../lab/records/ablations'
import { bugs, knownLosses } from '../lab/records/bugs'
import { factPlans, kraftFactPlans, metOn } from '../lab/records/fact-walks'
import { versionRows } from '../lab/records/ladder'
import { counterpart, type Expected, type Pinned } from '../lab/records/pinned'
import { besideOf, numberOf, question, subjectOf, type Question } from '../lab/questions/question'
import { isBadInput } from '../lab/questions/bad-input'
import { parseStory } from '../lab/telling/story/parse'
import { tellStory } from '../lab/telling/story/tell'
import { everything } from '../lab/walking/draw-question'
import { session } from '../lab/walking/session'
import { worlds } from '../lab/records/worlds'
import { facts } from '../properties/facts'

/** Looks for a mistake in the model. Returns what shows it, or undefined. */
export interface Killer {
  /**
   * The kind of check that notices: a broken property; another verdict than the one on record; a story that plays
   * differently; a fact that is never reached. These have a meaning. A figure has none: only a number of states, or
   * the depth of a search, is not the one on record.
   */
  readonly kind: 'property' | 'verdict' | 'story' | 'fact' | 'figure'
  readonly name: string
  /** quick: some seconds. slow: the minute after them, without figures. last: figures, and the largest bounds. */
  readonly pass: Pass
  find(): string | undefined
}

export type Pass = 'quick' | 'slow' | 'last'

type Unpassed = Omit<Killer, 'pass'>

/**
 * The number of states of the unmodified model within bounds that take some hundredths of a second, and within bounds
 * that take less than one.
 */
const TINY = 8000
const SMALL = 50_000

/** A mistake can make the state space larger, or even infinite. */
const most = ({ distinct = SMALL }: Expected): number => 2 * distinct + 1000

const search = ({ question: asked, expected }: Pinned): Outcome<unknown> => {
  const limits = { maxStates: most(expected) }
  if (asked.unlike === undefined) {
    const { machine, properties } = subjectOf(asked)
    return explore(machine, properties, limits)
  }
  const { machine, properties } = besideOf(asked, asked.unlike)
  return explore(machine, properties, limits)
}

type Look = (pinned: Pinned) => Expected

/**
 * The result of a search, in the form of the record. Each question is searched once, for its breach and for its
 * figures.
 */
const looking = (): Look => {
  const known = new Map<string, Expected>()
  return (pinned) => {
    const key = JSON.stringify(pinned.question)
    const found = known.get(key) ?? figuresOf(search(pinned))
    known.set(key, found)
    return found
  }
}

const figuresOf = ({ verdict, breach, distinct, depth }: Outcome<unknown>): Expected => {
  const [blamed] = breach?.breaches ?? []
  const broken = blamed && { property: numberOf(blamed.property), steps: breach?.actions.length ?? 0 }
  return { ...{ verdict, distinct, depth }, ...broken }
}

const breachIn = ({ property, steps }: Expected): string | undefined => property && `${property} in ${steps} steps`

/**
 * Another verdict: it holds and was broken, another property is blamed, or the shortest schedule has another length. A
 * search that stops at its limit has no verdict: all that is known is that there are more states.
 */
export const otherVerdictIn = (found: Expected, { expected }: Pinned): string | undefined =>
  found.verdict === 'inconclusive' ? undefined : differenceIn(VERDICT, found, expected)

/** Only a number is another. */
export const movedIn = (found: Expected, { expected }: Pinned): string | undefined =>
  differenceIn(FIGURES, found, expected)

const differenceIn = (fields: readonly Field[], found: Expected, expected: Expected): string | undefined => {
  const other = fields.find((field) => expected[field] !== undefined && expected[field] !== found[field])
  return other && `${other} ${found[other] ?? 'none'} where ${expected[other]} is on record`
}

type Field = 'verdict' | 'property' | 'steps' | 'distinct' | 'depth'

const VERDICT: readonly Field[] = ['verdict', 'property', 'steps']
const FIGURES: readonly Field[] = ['verdict', 'distinct', 'depth']

const broken: readonly Pinned[] = [...ablations, ...olderAblations, ...bugs, ...knownLosses]

/** The questions for which the baseline holds, without repetition. */
const whole: readonly Pinned[] = [
  ...worlds,
  ...new Map(
    [...broken, ...versionRows]
      .flatMap((one) => counterpart(one) ?? [])
      .filter(({ expected }) => expected.verdict === 'holds')
      .map((one) => [JSON.stringify(one.question), one] as const),
  ).values(),
]

const bySize = (one: Pinned, other: Pinned): number => (one.expected.distinct ?? 0) - (other.expected.distinct ?? 0)

const sized = (pinned: readonly Pinned[], from: number, to: number): readonly Pinned[] =>
  pinned.filter(({ expected: { distinct = SMALL } }) => distinct >= from && distinct < to)

const where = ({ name, question: { kafka, without, bounds } }: Pinned): string => {
  const who = without.length === 0 ? kafka : name
  const harms = Object.entries(bounds.faults).filter(([, budget]) => budget > 0)
  const faults = harms.map(([fault, budget]) => `${fault}=${budget}`).join()
  return `${who}: ${bounds.brokers} brokers, ${bounds.records} records, ${faults || 'no faults'}, ${bounds.grain}`
}

const inWorlds = (
  kind: Killer['kind'],
  pinned: readonly Pinned[],
  find: (one: Pinned) => string | undefined,
): readonly Unpassed[] => [...pinned].sort(bySize).map((one) => ({ kind, name: where(one), find: () => find(one) }))

const WALKS = 1500

const onWalks: Unpassed = {
  kind: 'property',
  name: `${WALKS} walks`,
  find() {
    const asked: Question = question({ settings: { minIsr: 2 }, bounds: { grain: 'message' } })
    const walking = session({ seed: 'tidemark/mutants', runs: WALKS, steps: 120, asked, open: everything })
    walking.advance(Infinity)
    return walking.found && `${numberOf(walking.found.target)} on walk ${walking.found.walk}`
  },
}

const onFacts: Unpassed = {
  kind: 'fact',
  name: 'walks that reach every fact',
  find() {
    const wanted = facts.map(({ name }) => name)
    const met = metOn([...factPlans, ...kraftFactPlans], wanted)
    const missing = wanted.find((name) => !met.has(name))
    return missing && `never: ${missing}`
  },
}

const stories = (root: string): readonly Unpassed[] =>
  ['scenarios', 'scenarios/bugs'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md') && name !== 'README.md')
      .sort()
      .map((name): Unpassed => {
        const path = `${folder}/${name}`
        return { kind: 'story', name: path, find: () => differenceOf(path, readFileSync(join(root, path), 'utf8')) }
      }),
  )

/** A step that is refused, or a verdict that is not the expected one, is bad input for a story. */
const differenceOf = (path: string, text: string): string | undefined => {
  try {
    const [first] = tellStory(parseStory(path, text)).differences
    return first && `line ${first.line}`
  } catch (error) {
    if (isBadInput(error)) return error.message
    throw error
  }
}

/**
 * All checks, in the order in which they run. What has a meaning comes first, and cheap checks before expensive ones.
 * Only what nothing cheap notices gets to the last pass, which asks figures before it searches the largest bounds.
 */
export const killers = (root: string): readonly Killer[] => {
  const look = looking()
  const pinned = [...whole, ...broken, ...versionRows]
  const breaches = (from: number, to: number): readonly Unpassed[] =>
    inWorlds('property', sized(whole, from, to), (one) => breachIn(look(one)))
  const verdicts = (from: number, to: number): readonly Unpassed[] =>
    inWorlds('verdict', sized(pinned, from, to), (one) => otherVerdictIn(look(one), one))
  const figures = (from: number, to: number): readonly Unpassed[] =>
    inWorlds('figure', sized(pinned, from, to), (one) => movedIn(look(one), one))
  const passes: Readonly<Record<Pass, readonly Unpassed[]>> = {
    quick: [...breaches(0, TINY), ...verdicts(0, TINY), ...stories(root), onWalks],
    slow: [...breaches(TINY, SMALL), ...verdicts(TINY, SMALL), onFacts],
    last: [
      ...figures(0, SMALL),
      ...[...breaches(SMALL, Infinity), ...verdicts(SMALL, Infinity), ...figures(SMALL, Infinity)],
    ],
  }
  return PASSES.flatMap((pass) => passes[pass].map((one): Killer => ({ ...one, pass })))
}

const PASSES: readonly Pass[] = ['quick', 'slow', 'last']
