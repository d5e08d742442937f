/** Every story in scenarios/ has the output of its commands; every regression holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBadInput } from '../questions/bad-input'
import { readCase } from '../questions/case'
import { inCase } from '../questions/case-schedule'
import { rerunOf } from './rerun'
import { parseStory, rewriteStory } from './story/parse'
import { scheduleInStory } from './story/schedule'
import { tellStory } from './story/tell'

const ROOT = join(__dirname, '..', '..')

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => `${folder}/${name}`)

const storyAt = (path: string): ReturnType<typeof parseStory> =>
  parseStory(path, readFileSync(join(ROOT, path), 'utf8'))

const regressions = pagesIn('scenarios/regressions')

describe('saved regressions', () => {
  test('are pages', () => expect(regressions.every((path) => path.endsWith('.md'))).toBe(true))

  for (const path of regressions) {
    test(`${path} holds`, () => {
      const told = scheduleInStory(storyAt(path))
      const { verdict, findings, diverged } = rerunOf(inCase(readCase(told.question), told))
      const [blamed] = findings
      const why = {
        'still fails': `${blamed?.property}: ${blamed?.sentence}`,
        diverged: `at step ${diverged?.step} because "${diverged?.because}"; if this is intended, delete the file`,
        fixed: '',
      }[verdict]
      if (verdict !== 'fixed') throw new Error(`${path} ${verdict}: ${why}\n  npm run -s tidemark -- replay ${path}`)
    })
  }
})

describe('the output of a story matches its page:', () => {
  test.each([...pagesIn('scenarios'), ...pagesIn('scenarios/bugs')])('%s', (path) => {
    const { printed, differences } = tellStory(storyAt(path))
    expect(differences).toEqual([])
    expect(rewriteStory(storyAt(path), printed)).toBe(readFileSync(join(ROOT, path), 'utf8'))
  })

  test('every bug has its own switch, and the fix survives the same steps', () => {
    for (const path of pagesIn('scenarios/bugs')) {
      const text = readFileSync(join(ROOT, path), 'utf8')
      expect(text).toContain('expect broken')
      expect(text).toMatch(/again under kafka=(baseline|2\.8 with=kafka-18991|4\.\d)/)
    }
  })
})

describe('an error in a page names the line and what was expected:', () => {
  const page = (...commands: readonly string[]): string => ['# T', '', '```kafka', ...commands, '```'].join('\n')
  const cluster = 'cluster kafka=2.1 brokers=2 faults=leader-move=1'

  test.each([
    ['no title', 'text', "page.md:1: a story begins with a title, expected '# ...'"],
    ['no schedule', '# T\n\ntext', "page.md:1: no schedule in this story, expected '```kafka'"],
    ['an open block', '# T\n```kafka\nshow', "page.md:2: this block is not closed, expected '```'"],
    ['no cluster', page('show'), "page.md:4: expected 'cluster kafka=... brokers=...' before anything else"],
    [
      'an unknown word',
      page('cluster broker=2'),
      "page.md:4: a cluster has no 'broker', expected kafka, brokers, records",
    ],
    ['a word without a value', page('cluster brokers'), "page.md:4: 'brokers' has no value, expected name=value"],
    [
      'a value out of range',
      page('cluster brokers=9'),
      "page.md:4: --brokers is '9': expected a whole number from 1 to 5",
    ],
    [
      'no such step',
      page(cluster, 'broker 9 truncates'),
      "page.md:5: 'broker 9 truncates' is neither a command nor a step",
    ],
    [
      'an impossible step',
      page(cluster, 'broker 2 truncates'),
      "page.md:5: 'broker 2 truncates' is not enabled here: has nothing",
    ],
    ['an unexpected step', page(cluster, 'cannot producer sends a record to broker 1'), 'page.md:5: '],
    [
      'an unmet expectation',
      page(cluster, 'expect broken S1'),
      "page.md:5: expected 'broken S1', but the result is 'holds'",
    ],
    ['an unknown version', page(cluster, 'again under kafka=9'), "page.md:5: --kafka is '9': expected"],
  ])('%s', (_, text, message) => {
    const told = (): string => {
      try {
        tellStory(parseStory('page.md', text))
        return 'told'
      } catch (error) {
        return isBadInput(error) ? error.message : String(error)
      }
    }
    expect(told().slice(0, message.length)).toBe(message)
    expect(told()).not.toContain('\n')
  })
})

test('a page with another output is reported with both outputs, and can be rewritten', () => {
  const text = ['# T', '', '```kafka', 'cluster brokers=2', 'show', '----', 'something else', '```', 'more', ''].join(
    '\n',
  )
  const story = parseStory('page.md', text)
  const { printed, differences } = tellStory(story)
  expect(differences).toMatchObject([{ line: 8, expected: ['something else'] }])
  const rewritten = rewriteStory(story, printed)
  expect(tellStory(parseStory('page.md', rewritten)).differences).toEqual([])
  expect(rewritten).toMatch(/^# T\n\n```kafka\ncluster brokers=2\nshow\n----\n[^]+```\nmore\n$/)
})
