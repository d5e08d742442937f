/** What --change takes, and what it says of words that make no sense. */
import { readQuestion, optionsOf } from './ask'
import type { Options } from './words'

const asked = (words: Options): ReturnType<typeof readQuestion> =>
  readQuestion({
    ...{ kafka: 'baseline', brokers: '2', records: '1', epochs: '1', leader: '1' },
    ...{ acks: 'all', 'min-isr': '2', judge: 'clean' },
    ...words,
  })

const said = (change: string): string | undefined => optionsOf(asked({ storage: 'yes', change }))['change']

test.each([
  ['retention.ms=0', 'retention.ms=0'],
  ['retention.ms=0,min.insync.replicas=1', 'min.insync.replicas=1,retention.ms=0'],
  ['cleanup.policy=[compact,delete],segment.bytes=2', 'cleanup.policy=compact,delete,segment.bytes=2'],
  ['cleanup.policy=delete,compact', 'cleanup.policy=compact,delete'],
  ['retention.ms=0+unclean.leader.election.enable=true', 'retention.ms=0+unclean.leader.election.enable=true'],
  ['retention.ms=0+retention.ms=0', 'retention.ms=0'],
  ['min.cleanable.dirty.ratio=0.5', 'min.cleanable.dirty.ratio=0.5'],
])('--change %s is said as %s', (change, words) => {
  expect(said(change)).toBe(words)
})

test('a question whose configuration changes is the same after it was written and read', () => {
  const one = asked({ storage: 'yes', retention: '3', change: 'retention.ms=-1+min.insync.replicas=1,segment.ms=4' })
  expect(readQuestion(optionsOf(one))).toEqual(one)
  expect(one.bounds.storage?.configs.map(({ log, minIsr }) => [log.retentionMs, minIsr])).toEqual([
    [3, 2],
    [-1, 2],
    [3, 1],
  ])
})

test.each([
  ['retention.mss=0', /names 'retention\.mss': expected .*did you mean retention\.ms/],
  ['retention.ms=-2', /retention\.ms is '-2': expected a whole number from -1 to 26/],
  ['retention.ms', /expected name=value, such as retention\.ms=0/],
  ['retention.ms=0+', /expected name=value/],
  ['retention.ms=0,retention.ms=1', /names retention\.ms twice/],
  ['min.insync.replicas=2', /min\.insync\.replicas=2 changes nothing/],
  ['unclean.leader.election.enable=yes', /is 'yes': expected true or false/],
  ['min.cleanable.dirty.ratio=1.5', /expected a number from 0 to 1/],
  ['cleanup.policy=shrink', /expected delete, compact, or compact,delete/],
])('--change %s is refused', (change, why) => {
  expect(() => said(change)).toThrow(why)
})

test('--change needs --storage', () => {
  expect(() => asked({ change: 'retention.ms=0' })).toThrow('--change is without --storage')
})
