/** What a room may speak of, and where the steps of schedules are written and read. */
import { everySource, isTest } from './sources'

const SOURCES = everySource().filter((source) => !isTest(source))

/** Words of Kafka. Peers, states and steps are all that a checker of any machine has. */
const KAFKA =
  /kafka|broker|leader|follower|zookeeper|znode|partition|watermark|replica|controller|epoch|\bkip\b|\b(isr|elr|zk|hw|leo)\b/i

test('kit, contract and explorer know no Kafka, in code or comment', () => {
  expect(linesWith(KAFKA, /^(kit|contract|explorer)\//)).toEqual([])
})

/** Codes and texts of actions, both ways. */
const CONVERSION = /\b(actions|catalogue)\.(encode|decode|parse)\(/

test('steps are written and read by Schedule, and read where a story, a typed step or a line of a test enters', () => {
  const files = linesWith(CONVERSION, /./).map((line) => line.split(':')[0])
  expect([...new Set(files)]).toEqual([
    'bench/page.ts',
    'contract/schedule.ts',
    'explorer/laws.ts',
    'lab/searching/keep.ts',
    'lab/telling/possible.ts',
    'lab/telling/story/words.ts',
    'lab/telling/why.ts',
    'library/define.ts',
    'model/play.ts',
  ])
})

function linesWith(words: RegExp, rooms: RegExp): readonly string[] {
  return SOURCES.filter(({ path }) => rooms.test(path)).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (words.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}
