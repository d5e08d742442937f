import type { Distinct } from '../lab/campaign/distinct'
import type { Ledger } from '../lab/campaign/ledger'
import type { Asked } from '../lab/campaign/sums'
import type { CampaignSums } from '../reports/json-campaign'
import type { Entry } from '../reports/saved'

/** What came of a campaign so far, as plain JSON. */
export const sumsOf = (name: string, { questions, failures, hunts, progress }: Ledger): CampaignSums => ({
  ...{ name, walks: sum(questions, ({ walks }) => walks), steps: sum(questions, ({ steps }) => steps) },
  searches: questions.filter(({ search }) => search !== undefined).length,
  failing: progress.failures,
  questions: questions.map(questionOf),
  failures: failures.map(failureOf),
  ...(hunts.length === 0 ? {} : { hunts: hunts.map((hunt) => ({ ...hunt })) }),
})

const sum = (questions: readonly Asked[], of: (one: Asked) => number): number =>
  questions.reduce((all, one) => all + of(one), 0)

const questionOf = ({
  question,
  walks,
  steps,
  failing,
  asked,
  met,
  healing,
  search,
}: Asked): CampaignSums['questions'][number] => ({
  question: { ...question.words },
  ...{ walks, steps, failing, asked: [...asked].sort(), met: [...met].sort() },
  ...(healing === undefined ? {} : { healed: { ...healing } }),
  ...(search === undefined ? {} : { search: searchOf(search) }),
})

const searchOf = ({
  verdict,
  distinct,
  generated,
  depth,
}: NonNullable<Asked['search']>): {
  verdict: 'holds' | 'broken' | 'inconclusive'
  distinct: number
  generated: number
  depth: number
} => ({ verdict, distinct, generated, depth })

const failureOf = ({ failure, where, failures, questions, shrunk }: Distinct): CampaignSums['failures'][number] => {
  const { property, sentence, rung, steps, token, fingerprint, by, version } = failure
  const { question, ...found } = where
  return {
    ...{ property, sentence, ...(rung === undefined ? {} : { rung }), steps, token, fingerprint, by: [...by] },
    ...(version === undefined ? {} : { version }),
    found: { question: question + 1, ...found },
    ...{ failures, questions: questions.map((number) => number + 1), shrunk: shrunk ?? 'no' },
  }
}

/** The answers of a campaign, for the saved run: each question, and each distinct failure with its schedule. */
export const entriesOf = ({ name, questions, failures }: CampaignSums): readonly Entry[] => [
  ...questions.map(({ question, failing, search, met, asked }): Entry => ({
    id: `campaign ${name}: ${Object.entries(question)
      .map(([option, word]) => `${option} ${word}`)
      .join(', ')}`,
    verdict: failing > 0 || search?.verdict === 'broken' ? 'broken' : (search?.verdict ?? 'holds'),
    ...(search === undefined ? {} : { distinct: search.distinct, generated: search.generated, depth: search.depth }),
    ...(asked.length === 0 ? {} : { met: [...met], unmet: asked.filter((fact) => !met.includes(fact)) }),
  })),
  ...failures.map(({ property, steps, token, fingerprint }): Entry => ({
    ...{ id: `campaign ${name}: ${fingerprint}`, verdict: 'broken', property, steps, fingerprint, token },
  })),
]
