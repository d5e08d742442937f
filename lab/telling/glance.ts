import { answerOf } from '../../model/versions/answers'
import type { Amendment, Decision } from '../../model/versions/decisions'
import { decisions, methodAt, questions } from '../../model/versions/questions'
import { differences, releaseNamed, type Released } from '../../model/versions/releases'
import { isTakenIn } from '../../model/versions/eras'
import { newer, tags, type Tag } from '../../model/versions/tags'
import { allAmendments, decisionsOf, releases, timeline } from '../../model/versions/timeline'
import { baseline, protocolOf, question, type Varied } from '../questions/question'
import { versionAsked } from '../questions/version'
import type { Place } from './whereabouts'

/** A release decision by decision: who answers, what the answer is, since when, and by which method of Kafka. */
export interface Glance {
  /** A preset, as it is or varied: '1.1 without kafka-5642'. */
  readonly kafka: string
  readonly standsFor?: string
  readonly readAt: Tag
  /** How the release differs from its preset beyond its decisions, where a release was named. */
  readonly differs: readonly string[]
  readonly decisions: readonly Decided[]
}

export interface Decided {
  readonly decision: Decision
  readonly about: string
  readonly asks: string
  /** One sentence or two; or several cases, of which the first that applies counts. */
  readonly answer: readonly string[]
  /** Who answers, the last one first; behind it those whose answers it uses. */
  readonly by: readonly Answering[]
  /** The Kafka method, where one decides this at that tag. */
  readonly method?: string
  readonly readAt?: Tag
}

export interface Answering {
  readonly name: string
  readonly since: string
  readonly place: Place
}

/** Where each decision is taken, by who takes it: lab/records/places.json. */
export type DecisionPlaces = Readonly<Record<string, Readonly<Record<string, Place>>>>

/** A preset or any released version at a glance. What is neither is refused as bad input. */
export const glance = (named: string, places: DecisionPlaces): Glance => {
  const { kafka, without, with: put, standsFor } = versionAsked(named, [], [])
  const protocol = protocolOf(question({ kafka, without, with: put }))
  const varied = kafka === 'baseline' ? baseline : { release: kafka, without, with: put }
  const readAt = tagOf(varied.release)
  return {
    kafka: protocol.name,
    ...(standsFor === undefined ? {} : { standsFor }),
    readAt,
    differs: differencesOf(releaseNamed(named)),
    decisions: decisions
      .filter((decision) => isTakenIn(decision, varied.release))
      .map((decision) => {
        const { says, by } = answerOf(decision, protocol)
        const tag = tagFor(decision, varied, by)
        const method = methodAt(decision, tag)
        return {
          decision,
          about: questions[decision].about,
          asks: questions[decision].asks,
          answer: says,
          by: by.map((name) => answering(name, decision, places)),
          ...(method === undefined ? {} : { method, readAt: tag }),
        }
      }),
  }
}

/** Each of them in a sentence, with its name. */
const differencesOf = (found: Released | undefined): readonly string[] =>
  (found?.differs ?? []).map((name) => `${name}: ${differences[name]}`)

const tagOf = (preset: string): Tag => timeline.find(({ name }) => name === preset)?.readAt ?? tags[0]

/**
 * The tag at which a decision was read: that of the preset; of what was put on top of it, the tag of that; and of what was
 * decided by what is left out, the tag of the preset before that came.
 */
const tagFor = (decision: Decision, { release, without, with: put }: Varied, by: readonly string[]): Tag => {
  const came = timeline.findIndex(({ adds }) =>
    adds.some((one) => without.includes(one.name) && decisionsOf(one).includes(decision)),
  )
  if (came > 0) return tagOf(releases[came - 1] ?? '')
  const added = by.filter((name) => put.includes(name)).flatMap((name) => amendmentNamed(name)?.readAt ?? [])
  return added.reduce(newer, tagOf(release))
}

const answering = (name: string, decision: Decision, places: DecisionPlaces): Answering => {
  const place = places[name]?.[decision]
  if (place === undefined) throw new Error(`lab/records/places.json does not say where ${name} decides ${decision}`)
  return { name, since: amendmentNamed(name)?.since ?? OLDEST, place }
}

const amendmentNamed = (name: string): Amendment | undefined => allAmendments.find((one) => one.name === name)

const OLDEST = releases[0] ?? ''
