import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explore, type Outcome } from '../explorer/breadth'
import { ablations, olderAblations } from '../lab/records/ablations'
import { bugs, knownLosses } from '../lab/records/bugs'
import { factPlans, metOn } from '../lab/records/fact-walks'
import { versionRows } from '../lab/records/ladder'
import { counterpart, type Expected, type Pinned } from '../lab/records/pinned'
import { besideOf, numberOf, question, subjectOf, type Question } from '../lab/questions/question'
import { parseStory } from '../lab/telling/story/parse'
import { tellStory } from '../lab/telling/story/tell'
import { everything } from '../lab/walking/draw-question'
import { session } from '../lab/walking/session'
import { worlds } from '../lab/records/worlds'
import { facts } from '../properties/facts'

/** Looks for a mistake in the model. Returns what shows it, or undefined. */
export interface Killer {
  /** The kind of check that notices: a property, a figure on record, a fact that is never reached, a story. */
  readonly kind: 'property' | 'figure' | 'fact' | 'story'
  readonly name: string
  /** The first three seconds, or the minute after them. */
  readonly pass: Pass
  find(): string | undefined
}

export type Pass = 'quick' | 'slow'

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

const movedIn = (found: Expected, { expected }: Pinned): string | undefined => {
  const moved = FIGURES.find((figure) => expected[figure] !== undefined && expected[figure] !== found[figure])
  return moved && `${moved} ${found[moved] ?? 'none'} where ${expected[moved]} is on record`
}

const FIGURES = ['verdict', 'property', 'steps', 'distinct', 'depth'] as const

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
    const met = metOn(factPlans, wanted)
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

const differenceOf = (path: string, text: string): string | undefined => {
  const [first] = tellStory(parseStory(path, text)).differences
  return first && `line ${first.line}`
}

/** All checks, in the order in which they run: cheap ones first, and properties before figures. */
export const killers = (root: string): readonly Killer[] => {
  const look = looking()
  const figures = [...whole, ...broken, ...versionRows]
  const breaches = (from: number, to: number): readonly Unpassed[] =>
    inWorlds('property', sized(whole, from, to), (one) => breachIn(look(one)))
  const moves = (from: number, to: number): readonly Unpassed[] =>
    inWorlds('figure', sized(figures, from, to), (one) => movedIn(look(one), one))
  const quick = [...breaches(0, TINY), ...moves(0, TINY), ...stories(root), onWalks]
  const slow = [
    ...[...breaches(TINY, SMALL), ...moves(TINY, SMALL), onFacts],
    ...[...breaches(SMALL, Infinity), ...moves(SMALL, Infinity)],
  ]
  return [
    ...quick.map((one): Killer => ({ ...one, pass: 'quick' })),
    ...slow.map((one): Killer => ({ ...one, pass: 'slow' })),
  ]
}
