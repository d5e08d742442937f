import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf } from './answers'
import { base } from './base'
import { decisions, methodAt, questions } from './questions'
import { tags } from './tags'
import { allAmendments, decisionsOf, preset, releases } from './timeline'
import type { Decision } from './decisions'

const answer = (release: string, decision: Decision): ReturnType<typeof answerOf> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no preset ${release}`)
  return answerOf(decision, protocol)
}

describe('an answer in words', () => {
  test.each(allAmendments.map((one) => [one.name, one] as const))(
    'is given by %s for exactly the decisions that it changes',
    (_, amendment) => expect([...decisionsOf(amendment)].sort()).toEqual(Object.keys(amendment.decide(base)).sort()),
  )

  test('is given for every decision, and there is a question for each', () =>
    expect([...decisions].sort()).toEqual(Object.keys(base).sort()))

  test.each(releases.flatMap((release) => decisions.map((decision) => [release, decision] as const)))(
    'of %s to %s is made of whole sentences',
    (release, decision) => {
      for (const line of answer(release, decision).says) expect(line).toMatch(/^[A-Z].*\.$/)
    },
  )

  test('of 2.1 on where to truncate is one list, from several amendments', () => {
    const { says, by } = answer('2.1', 'truncation')
    expect(by).toEqual(['kafka-6859', 'kip-279'])
    expect(says).toHaveLength(5)
    expect(says[0]).toMatch(/no epoch: to its high watermark, without asking/)
    expect(says[1]).toMatch(/undefined: to the high watermark/)
  })

  test('has only what the amendments of that release say', () => {
    expect(answer('2.0.0', 'mayJoinIsr').says.join()).not.toMatch(/when it became leader/)
    expect(answer('2.0.1', 'mayJoinIsr').says.join()).toMatch(/high watermark.*when it became leader/)
    expect(answer('2.0.1', 'restartsFetcher').by).toEqual(['kafka-7164-skipped', 'kafka-1188'])
    expect(answer('2.1', 'restartsFetcher').by).toEqual(['kafka-7164', 'kafka-1188'])
    expect(answer('0.8.0', 'truncation').by).toEqual(['base'])
  })

  test('is left out with the decision', () => {
    const varied = preset('2.1', { without: ['kafka-7128/mayJoinIsr'] })
    expect(varied && answerOf('mayJoinIsr', varied).by).toEqual(['base'])
    expect(varied && answerOf('leaderEpochStartOffset', varied).by).toEqual(['kafka-7128'])
  })
})

describe('the method of a decision', () => {
  test('is none before the decision came', () => {
    expect(methodAt('truncation', '0.10.2.2')).toBeUndefined()
    expect(methodAt('truncation', '1.1.1')).toBe('ReplicaFetcherThread.maybeTruncate')
    expect(methodAt('truncation', '2.1.1')).toBe('AbstractFetcherThread.getOffsetTruncationState')
  })

  const text = [
    'decisions.ts',
    'storage-decisions.ts',
    'disk-decisions.ts',
    'reassignment-decisions.ts',
    'kraft-decisions.ts',
  ]
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .join('\n')
  const newest = tags[tags.length - 1] ?? '0.8.0'

  test.each(decisions)('%s stands in its doc comment, with the question', (decision) => {
    const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\n {2}${decision}\\(`).exec(text)?.[1] ?? ''
    const { asks } = questions[decision]
    const said = `${methodAt(decision, newest)}: ${asks.charAt(0).toLowerCase()}${asks.slice(1)}`
    expect(
      comment
        .replace(/\s*\n\s*\* ?/g, ' ')
        .trim()
        .startsWith(said),
    ).toBe(true)
  })
})
