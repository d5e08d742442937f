import { optionsOf, readQuestion } from '../questions/ask'
import { kafkaCase } from '../questions/kafka-case'
import { kafkas, type Question } from '../questions/question'
import type { Options } from '../questions/words'
import { openable, type Open } from '../walking/draw-question'
import type { Strategy } from '../../explorer/strategies/names'
import { keyOf, type Asked, type HuntJob, type Job } from './job'

/** What a campaign asks: each question by walks from each seed, by a search, or by both. */
export interface Campaign {
  readonly name: string
  readonly questions: readonly CampaignQuestion[]
  readonly seeds: readonly string[]
  readonly walks?: { readonly runs: number; readonly steps: number }
  readonly searches?: { readonly states: number }
  readonly hunts?: Hunts
}

/** Which way of walking finds the bugs of the catalogue: each bug with each strategy from each seed. */
export interface Hunts {
  readonly bugs: readonly string[]
  readonly strategies: readonly Strategy[]
  /** The number of seeds, and of steps at most. */
  readonly seeds: number
  readonly steps: number
}

/** A question as walks and as a search ask it: they differ in what is usual. */
export interface CampaignQuestion {
  /** What was asked: the words of the file, version first. */
  readonly words: Options
  readonly walked: Question
  readonly searched: Question
  /** What each walk draws for itself. */
  readonly open: Open
}

/** `usual`: what is asked where nothing else is said, by walks and by searches. */
export const campaignQuestion = (
  words: Options,
  usual: { readonly walks: Options; readonly searches: Options },
): CampaignQuestion => ({
  words,
  walked: readQuestion({ ...usual.walks, ...words }),
  searched: readQuestion({ ...usual.searches, ...words }),
  open: Object.fromEntries(openable.filter((name) => words[name] === undefined).map((name) => [name, true])),
})

/** A question of a campaign, and its jobs. */
export interface Listed {
  /** Absent: the hunts. */
  readonly question?: CampaignQuestion
  readonly jobs: readonly Job[]
}

/** About a quarter of a second of work, where walks are short. */
const WALKS_IN_A_JOB = 25
const STEPS_IN_A_JOB = 3000

/**
 * All questions with their jobs, those of the newest protocol first. The order, and the walks of a job, do not depend on
 * anything but the campaign: so a larger campaign has the jobs of a smaller one among its own.
 */
export const listed = (campaign: Campaign, program: string): readonly Listed[] => {
  const rankOf = ({ walked }: CampaignQuestion): number => kafkas.length - 1 - kafkas.indexOf(walked.kafka)
  const asked = campaign.questions
    .map((question, index) => ({ question, rank: rankOf(question), index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ question, rank }) => {
      const { sources = '' } = kafkaCase(question.walked)
      const jobs = askedBy(question, campaign).map((asked) => ({ key: keyOf(asked, program + sources), rank, asked }))
      return { question, jobs }
    })
  const { hunts } = campaign
  if (hunts === undefined) return asked
  return [...asked, { jobs: huntsOf(hunts).map((hunt) => ({ key: keyOf(hunt, program), rank: 0, asked: hunt })) }]
}

/** Seed by seed, so that a campaign that is stopped has all bugs and strategies from some seeds. */
const huntsOf = ({ bugs, strategies, seeds, steps }: Hunts): readonly HuntJob[] =>
  Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    bugs.flatMap((bug) => strategies.map((strategy): HuntJob => ({ kind: 'hunt', bug, strategy, seed, most: steps }))),
  )

const askedBy = (question: CampaignQuestion, { seeds, walks, searches }: Campaign): readonly Asked[] => {
  const search: readonly Asked[] =
    searches === undefined ? [] : [{ kind: 'search', question: optionsOf(question.searched), states: searches.states }]
  if (walks === undefined) return search
  const { runs, steps } = walks
  const size = Math.max(1, Math.min(WALKS_IN_A_JOB, Math.floor(STEPS_IN_A_JOB / steps)))
  const firsts = Array.from({ length: Math.ceil(runs / size) }, (_, job) => job * size)
  return [
    ...search,
    ...seeds.flatMap((seed) =>
      firsts.map((first): Asked => {
        const count = Math.min(size, runs - first)
        return { kind: 'walks', question: optionsOf(question.walked), open: question.open, seed, steps, first, count }
      }),
    ),
  ]
}
