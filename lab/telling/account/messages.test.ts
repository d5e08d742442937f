/** The messages of an account that are hard to derive from two states. */
import type { Account, Message } from './account'
import type { Grain } from '../../../model/bounds'
import { isBadInput } from '../../questions/bad-input'
import { kafkaCase } from '../../questions/kafka-case'
import { readSchedule } from '../../questions/case-schedule'
import { question, type Differing } from '../../questions/question'
import { accountOf, MOST_STEPS } from './account-of'

const told = (asked: Differing, codes: string): Account =>
  accountOf(readSchedule(kafkaCase(question({ properties: ['S6'], ...asked })), codes.split(',')))

const words = ({ messages }: Account, ...kinds: readonly Message['kind'][]): readonly string[] =>
  messages
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, label, sent, received, lost }) => {
      const end = received === undefined ? (lost === undefined ? 'under way' : `lost ${lost}`) : `received ${received}`
      return `${kind}, ${label}: sent ${sent}, ${end}`
    })

const MOVED = { kafka: '2.1', bounds: { faults: { 'leader-move': 2, 'repeated-request': 1, 'lost-request': 1 } } }

test('a request whose response is lost is received, and sent again', () => {
  const account = told(MOVED, 'm2,e3.0,l3.0')
  expect(words(account, 'LeaderAndIsr').filter((word) => word.includes('received'))).toEqual([
    'LeaderAndIsr, 2 leads epoch 1: sent 1, received 2',
    'LeaderAndIsr, again: 2 leads epoch 1: sent 2, received 3',
  ])
})

test('a repeated request stays before the requests that were sent after it', () => {
  const account = told(MOVED, 'm2,m3,e1.0,l1.0,l1.0')
  const toFirst = { ...account, messages: account.messages.filter(({ to }) => to === 2) }
  expect(words(toFirst, 'LeaderAndIsr')).toEqual([
    'LeaderAndIsr, 2 leads epoch 1: sent 1, received 3',
    'LeaderAndIsr, 3 leads epoch 2: sent 2, received 5',
    'LeaderAndIsr, again: 2 leads epoch 1: sent 3, received 4',
  ])
})

test('a request that is lost is lost in that step', () => {
  expect(words(told(MOVED, 'm2,d3.0'), 'LeaderAndIsr')).toContain('LeaderAndIsr, 2 leads epoch 1: sent 1, lost 2')
})

describe('a follower without any epoch', () => {
  const asked = (kafka: string, grain: Grain, codes: string): readonly string[] =>
    words(told({ kafka, bounds: { grain, faults: { 'leader-move': 2 } } }, codes), 'ask epoch end')

  test('asks for the end of the unknown epoch before KAFKA-6859, in both grains', () => {
    const question = 'ask epoch end, where does the unknown epoch -1 end?: sent 4, received'
    expect(asked('1.1', 'atomic', 'm2,l2.0,l3.0,t3')).toEqual([`${question} 4`])
    expect(asked('1.1', 'message', 'm2,l2.0,l3.0,ae3,a2.3')).toEqual([`${question} 5`])
  })

  test('sends no request since KAFKA-6859', () => {
    expect(asked('2.1', 'atomic', 'm2,l2.0,l3.0,t3')).toEqual([])
    expect(asked('2.1', 'message', 'm2,l2.0,l3.0,ae3')).toEqual([])
  })
})

test('a response in one step carries the high watermark of the leader from before the fetch', () => {
  const answers = words(told({ kafka: '2.1' }, 'p1,f2,f3,f2,f3,f2'), 'fetch answer')
  expect(answers.map((answer) => answer.split(': ')[0])).toEqual([
    ...['fetch answer, a of epoch 0, high watermark 0', 'fetch answer, a of epoch 0, high watermark 0'],
    ...['fetch answer, nothing new, high watermark 0', 'fetch answer, nothing new, high watermark 0'],
    'fetch answer, nothing new, high watermark 1',
  ])
})

test('a checkpoint is work, and a read by a client is a look', () => {
  const { deeds } = told({ kafka: '2.1', bounds: { faults: { 'process-crash': 1 } } }, 'p1,f2,f3,f2,f3,h1,c1,k1,u1')
  expect(deeds.map(({ role }) => role).slice(5)).toEqual(['work', 'look', 'harm', 'heal'])
})

test('a schedule that is too long is bad input', () => {
  const codes = Array.from({ length: MOST_STEPS + 1 }, () => 'c1')
  const act = (): unknown => accountOf(readSchedule(kafkaCase(question()), codes))
  expect(act).toThrow('a schedule of 20001 steps is too long to be drawn: expected 20000 at most')
  try {
    act()
  } catch (error) {
    expect(isBadInput(error)).toBe(true)
  }
})
