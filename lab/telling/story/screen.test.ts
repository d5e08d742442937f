/** `shell` blocks of stories: what is typed is kept, and what is printed is compared, or written. */
import { isBadInput } from '../../questions/bad-input'
import { parseStory, rewriteStory } from './parse'
import { tellStory } from './tell'

const page = (...lines: readonly string[]): string =>
  ['# T', '', '```shell', ...lines, '```', '', 'prose', ''].join('\n')

const told = (text: string): ReturnType<typeof tellStory> => tellStory(parseStory('page.md', text))

const rewritten = (text: string): string => rewriteStory(parseStory('page.md', text), told(text).printed)

const CREATE = '$ kafka-topics --bootstrap-server kafka1:9091 --create --topic t --partitions 1 --replication-factor 3'

test('output is written below each command, and stays when it is written again', () => {
  const typed = page(
    '# a topic',
    CREATE,
    '$ kafka-console-producer --bootstrap-server kafka1:9091 --topic t',
    '> one',
    '> > two',
    '$ kafka-console-consumer --bootstrap-server kafka1:9091 --topic t --from-beginning --max-messages 1',
    'something old',
  )
  const once = rewritten(typed)
  expect(once).toBe(
    page(
      '# a topic',
      CREATE,
      'Created topic t.',
      '$ kafka-console-producer --bootstrap-server kafka1:9091 --topic t',
      '> one',
      '> > two',
      '$ kafka-console-consumer --bootstrap-server kafka1:9091 --topic t --from-beginning --max-messages 1',
      'one',
      'Processed a total of 1 messages',
    ),
  )
  expect(rewritten(once)).toBe(once)
  expect(told(once).differences).toEqual([])
  expect(told(typed).differences).toMatchObject([{ line: 11 }])
})

test('the blocks of a page are one session, until a comment names a Kafka', () => {
  const { printed } = told(`${page(CREATE)}\n${page(CREATE)}\n${page('# kafka=2.5 brokers=4', CREATE)}`)
  expect(printed.map((lines) => lines.at(-1))).toEqual([
    'Created topic t.',
    "Error while executing topic command : Topic 't' already exists.",
    'Created topic t.',
  ])
})

test.each([
  ['output before a command', page('Created topic t.'), "page.md:4: expected '$ ' and a command before any output"],
  ['no such Kafka', page('# kafka=9'), "page.md:4: --kafka is '9': expected"],
  [
    'output that looks like a command',
    page(
      '$ kafka-console-producer --bootstrap-server kafka1:9091 --topic t',
      '> $ ls',
      '$ kafka-console-consumer --bootstrap-server kafka1:9091 --topic t --from-beginning',
    ),
    "page.md:6: this prints '$ ls', which a page would take for a line that is typed",
  ],
])('%s is bad input', (_, text, message) => {
  const answer = (): string => {
    try {
      told(text)
      return 'told'
    } catch (error) {
      return isBadInput(error) ? error.message : String(error)
    }
  }
  expect(answer().slice(0, message.length)).toBe(message)
})
