import fc from 'fast-check'
import { questions } from './grammar.fixture'
import { complaints, complaintsOfTrouble } from './laws.fixture'
import { inhabited } from './place.fixture'

/**
 * Asks this many questions, and lists those whose answers break a law. One in `troubled` is also asked on a full disk, and
 * in a folder that cannot be read.
 */
export const askQuestions = (seed: number, times: number, troubled: number): void => {
  test(`${times} questions drawn from the grammar of the command line keep the laws of an answer`, async () => {
    const place = await inhabited()
    const asked = questions([...place.tokens, ...place.stories], [...place.files.keys()])
    const found: string[] = []
    for (const [index, words] of fc.sample(asked, { seed, numRuns: times }).entries()) {
      const wrong = [
        ...(await complaints(words, place)),
        ...(index % troubled === 0 ? await complaintsOfTrouble(words, place) : []),
      ]
      if (wrong.length > 0) found.push(`${JSON.stringify(words).slice(0, 600)}: ${wrong.join('; ')}`)
    }
    expect(found).toEqual([])
  })
}
