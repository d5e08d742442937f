/** Mutated tokens, stories, ITF traces, saved runs, records and saved searches, and the commands that read them. */
import fc from 'fast-check'
import { complaints, complaintsOnce, type Place } from './laws.fixture'
import { mutated, mutatedBytes, mutatedHeader, mutatedToken } from './mutations.fixture'
import { inhabited, type Inhabited } from './place.fixture'
import type { Words } from './grammar.fixture'

/** A question about a damaged input, and the place in which it stands. */
interface Case {
  readonly words: Words
  readonly place: Place
}

const TAKING_SCHEDULES: readonly Words[] = [
  ['replay'],
  ['replay', '--json'],
  ['replay', '--verbose'],
  ['replay', '--step', '3', '--json'],
  ['replay', '--kafka', '1.1'],
  ['replay', '--save'],
  ['export', '--format', 'itf'],
  ['export', '--format', 'mermaid', '--json'],
  ['export', '--format', 'shiviz'],
  ['export', '--format', 'svg'],
  ['export', '--format', 'json'],
  ['page', '--json'],
  ['page', '--compare', '2.1'],
]

const TAKING_STORIES: readonly Words[] = [['tell'], ['tell', '--json'], ['tell', '--rewrite'], ...TAKING_SCHEDULES]

const RUN = '.tidemark/runs/latest.json'
const BASELINE = 'reports/baseline.json'
const LIVE = '.tidemark/live/77.json'

/** By the file that is damaged. */
const READING: readonly (readonly [path: string, words: Words])[] = [
  ...[
    ['report'],
    ['report', '--json'],
    ...['junit', 'sarif', 'markdown', 'json'].map((format) => ['report', '--format', format]),
    ['baseline', '--accept'],
    ['page'],
  ].map((words) => [RUN, words] as const),
  ['.tidemark/runs/latest-walk.json', ['walk', '--continue', '--runs', '2', '--steps', '20', '--brokers', '2']],
  ...[['report'], ['report', '--json'], ['baseline'], ['baseline', '--accept'], ['baseline', '--json']].map(
    (words) => [BASELINE, words] as const,
  ),
  [LIVE, ['searches', '--remove', 'all']],
]

const withArgument = ([command = '', ...options]: Words, given: string): Words => [command, given, ...options]

const ofTokens = ({ files, disk, tokens }: Inhabited): fc.Arbitrary<Case> =>
  fc
    .tuple(fc.constantFrom(...tokens).chain(mutatedToken), fc.constantFrom(...TAKING_SCHEDULES))
    .map(([token, words]) => ({ words: withArgument(words, token), place: { files, disk } }))

const ofStories = ({ files, disk, stories }: Inhabited): fc.Arbitrary<Case> =>
  fc
    .constantFrom(...stories)
    .chain((path) => fc.tuple(fc.constant(path), mutated(files.get(path) ?? ''), fc.constantFrom(...TAKING_STORIES)))
    .map(([path, text, words]) => ({
      words: withArgument(words, path),
      place: { files: new Map([...files, [path, text]]), disk },
    }))

const ofTraces = ({ files, disk }: Inhabited): fc.Arbitrary<Case> =>
  fc
    .constantFrom(...[...files].filter(([path]) => path.endsWith('.itf.json')))
    .chain(([path, text]) => fc.tuple(fc.constant(path), mutated(text), fc.constantFrom(...TAKING_SCHEDULES)))
    .map(([path, text, words]) => ({
      words: withArgument(words, path),
      place: { files: new Map([...files, [path, text]]), disk },
    }))

/** Any saved run may be the latest one. */
const ofRuns = ({ files, disk }: Inhabited): fc.Arbitrary<Case> => {
  const runs = [...files].filter(([path]) => path.startsWith('.tidemark/runs/')).map(([, text]) => text)
  return fc
    .constantFrom(...READING)
    .chain(([path, words]) => {
      const text = path === RUN ? fc.constantFrom(...runs) : fc.constant(files.get(path) ?? '')
      return fc.tuple(fc.constant(path), fc.constant(words), text.chain(mutated))
    })
    .map(([path, words, text]) => ({ words, place: { files: new Map([...files, [path, text]]), disk } }))
}

const SEARCHES: readonly Words[] = [
  ['check', '--machine', 'two-phase-commit', '--resume', '--max-states', '90'],
  ['check', '--machine', 'two-phase-commit', '--max-states', '40'],
  ['check', '--records', '1', '--resume', '--max-states', '200'],
  ['check', '--records', '1', '--max-states', '50', '--fingerprints', '--brokers', '2', '--resume'],
  ['check', '--records', '1', '--max-states', '40'],
  ['searches'],
  ['searches', '--json'],
]

const ofSearches = ({ files, disk }: Inhabited): fc.Arbitrary<Case> => {
  const asked = fc.constantFrom(...SEARCHES).map((words) => [...words, '--untimed'])
  const damaged = fc
    .constantFrom(...disk)
    .chain(([path, bytes]) =>
      path.endsWith('.json')
        ? mutatedHeader(Buffer.from(bytes).toString()).map((text) => [path, new Uint8Array(Buffer.from(text))] as const)
        : mutatedBytes(bytes).map((changed) => [path, changed] as const),
    )
  return fc.tuple(asked, damaged).map(([words, file]) => ({ words, place: { files, disk: new Map([...disk, file]) } }))
}

/** Inputs that are drawn, and held in memory, at once. */
const AT_ONCE = 500

/** Takes this many damaged inputs of all kinds, and lists those whose answers break a law. */
export const takeDamaged = (seed: number, times: number): void => {
  test(`${times} damaged tokens, stories, runs and saved searches are answered, or refused in one line`, async () => {
    const place = await inhabited()
    place.files.set(LIVE, LIVE_NOTE)
    const kinds = [ofTokens(place), ofStories(place), ofTraces(place), ofRuns(place), ofSearches(place)]
    const found: string[] = []
    for (let first = 0; first < times; first += AT_ONCE) {
      const cases = fc.sample(fc.oneof(...kinds), { seed: seed + first, numRuns: Math.min(AT_ONCE, times - first) })
      for (const [index, one] of cases.entries()) {
        const ask = index % 8 === 0 ? complaints : complaintsOnce
        const wrong = await ask(one.words, one.place)
        if (wrong.length > 0) found.push(described(one, place, wrong))
      }
    }
    expect(found).toEqual([])
  })
}

const LIVE_NOTE = JSON.stringify({
  ...{ format: 1, kind: 'tidemark under way', pid: 77, command: 'check', progress: '5 states' },
})

const described = ({ words, place }: Case, { files, disk }: Place, wrong: Words): string => {
  const changed = [
    ...[...place.files].filter(([path, text]) => files.get(path) !== text),
    ...[...place.disk].filter(([path, bytes]) => disk.get(path) !== bytes),
  ].map(
    ([path, text]) =>
      `${path}: ${JSON.stringify(typeof text === 'string' ? text : Buffer.from(text).toString('latin1'))}`,
  )
  return `${JSON.stringify(words)}: ${wrong.join('; ')}: ${changed.join()}`
}
