/**
 * Every page of the guide runs, and the pages in Korean have the same blocks as those in English. So only these are played
 * here; the long tests play both.
 */
import { GUIDE, isAsPlayed, pagesIn, played, textOf } from './guide.fixture'
import { parseStory } from './story/parse'
import { splitStory } from './story/split'

/** The fenced blocks of a page, with their languages and output. */
const blocksIn = (text: string): readonly string[] => text.match(/^```\w*\n[^]*?^```$/gm) ?? []

test('the guide has the same pages in both languages', () => {
  expect(pagesIn(`${GUIDE}/ko`)).toEqual(pagesIn(GUIDE))
})

test.each(pagesIn(GUIDE))('%s has the same blocks and the same output in both languages', (name) => {
  expect(blocksIn(textOf(`${GUIDE}/ko/${name}`))).toEqual(blocksIn(textOf(`${GUIDE}/${name}`)))
})

test.each(played.map((name) => `${GUIDE}/${name}`))('%s prints what it says', isAsPlayed)

const page = (...lines: readonly string[]): string => ['# T', '', ...lines, ''].join('\n')
const block = (...commands: readonly string[]): readonly string[] => ['```kafka', ...commands, '```']

test('a page with two clusters is two schedules, each with its own section', () => {
  const text = page(
    ...['First.', ...block('cluster brokers=2', 'show'), 'Between.', ...block('show'), 'Last of the first.', ''],
    ...['## Another', 'Second.', ...block('cluster brokers=3', 'show'), 'End.'],
  )
  const [one, other, ...rest] = splitStory(parseStory('page.md', text))
  expect(rest).toEqual([])
  expect([one?.end, other?.end]).toEqual([11, 19])
  expect([one?.story.title, other?.story.title]).toEqual(['T', 'T: Another'])
  const proseOf = (at: typeof one): string =>
    (at?.story.parts ?? []).flatMap((part) => (part.kind === 'prose' ? part.lines : [])).join('\n')
  expect(proseOf(one)).toBe('# T\n\nFirst.\nBetween.\nLast of the first.\n')
  expect(proseOf(other)).toBe('## Another\nSecond.\nEnd.\n')
})

test('a cluster within a block is bad input: no schedule would begin there', () => {
  const text = page(...block('cluster brokers=2', 'show', 'cluster brokers=3'))
  expect(() => splitStory(parseStory('page.md', text))).toThrow(
    'page.md:6: a cluster is the first command of its block',
  )
})
