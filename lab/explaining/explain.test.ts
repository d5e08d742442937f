/** `explain`: when a schedule was lost, what would have kept it, and who did not know what. All stories: explain.long.test.ts. */
import { scheduleInToken } from '../questions/case-schedule'
import { readQuestion } from '../questions/ask'
import { isBadInput } from '../questions/bad-input'
import { rerunOf } from '../telling/rerun'
import { explain } from './explain'
import { atOnce } from './looking'
import { outlookOf, trialOf } from './trial'
import type { World } from '../../properties/history'
import { bug, isShownByReplay, storied } from './explaining.fixture'

const KIP_101 =
  'tm1:kafka=0.10.2:unlike=1.1:brokers=3:records=1:epochs=2:leader=1:faults=process-crash=1:acks=all:min-isr=2:judge=clean:p1,f2,f2,f3,f3,k1,nf1,l3.0:f2e15d87'

describe('KIP-101', () => {
  const told = explain(scheduleInToken(KIP_101))

  test('is lost when the controller notices the crash, and each step was searched', () => {
    expect(told.after.map(({ outlook }) => outlook)).toEqual([
      ...['kept', 'kept', 'kept', 'kept', 'kept', 'kept'],
      ...['unsettled', 'lost', 'lost'],
    ])
    expect(told.noReturn).toMatchObject({ step: 7, isAtLatest: false, before: { isSettled: false } })
  })

  test('is prevented without the crash, and with KIP-101', () => {
    const kept = told.counterfactuals.filter(({ isPromised }) => isPromised)
    expect(kept.map(({ what }) => what)).toEqual(['the process of broker 1 crashes', 'kip-101'])
  })

  test('leaving out a step that healing takes anyway saves nothing', () => {
    expect(told.counterfactuals.some(({ step }) => step === 7 || step === 8)).toBe(false)
  })

  test('happens because broker 3 does not know what is committed', () => {
    expect(told.beliefs[0]).toBe(
      'broker 3 takes nothing for committed (its high watermark is 0); offsets below 1 are committed',
    )
  })

  test('is shown by replay', () => isShownByReplay(scheduleInToken(KIP_101)))
})

test('a search that is cut short says unknown', () => {
  const { after, noReturn } = explain(scheduleInToken(KIP_101), 1)
  expect(after.slice(0, -1).some(({ outlook }) => outlook === 'unknown')).toBe(true)
  expect(noReturn).toMatchObject({ step: 8, isAtLatest: true })
})

test('what is not decided because the search was cut short is told apart from what prevents nothing', () => {
  const whole = explain(scheduleInToken(KIP_101))
  expect(whole.undecided).toEqual([])
  const { counterfactuals, undecided } = explain(scheduleInToken(KIP_101), 1)
  const names = (told: readonly { readonly what: string }[]): readonly string[] => told.map(({ what }) => what)
  expect(names([...counterfactuals, ...undecided])).toEqual(expect.arrayContaining([...names(whole.counterfactuals)]))
  expect(undecided.every(({ limit }) => limit === 'states')).toBe(true)
})

test('a follower that takes its log for that of its leader is named', () => {
  const { beliefs } = explain(storied('scenarios/kip-279-two-fast-leader-changes.md'))
  expect(beliefs).toEqual([
    'broker 2 fetches as if its log agreed with that of its leader, broker 1; at offset 1 it has c of epoch 1, and broker 1 has b of epoch 0',
  ])
})

test('where nobody believed anything false, it is what the last step has made somebody believe', () => {
  const { steps, beliefsAfter, beliefs } = explain(bug('B45'), 1)
  expect([steps, beliefsAfter]).toEqual([5, 5])
  expect(beliefs[0]).toContain('the ISR is {1 2}, so broker 2 counts as complete; it lacks a of epoch 0')
})

test('a flaw that the question adds is named as what must go', () => {
  const changes = explain(bug('B36-a-checkpoint')).counterfactuals.filter(({ kind }) => kind === 'change')
  expect(changes.map(({ what }) => what)).toEqual(['without kafka-10432-flaw'])
  expect(rerunOf(scheduleInToken(changes[0]?.token ?? '')).verdict).toBe('fixed')
})

test('a search that the bounds end is told from one that was cut short', () => {
  const given = bug('B31-a-producer-that-waits-with-kraft')
  const states = given.run(({ retaken }) => retaken().steps.map(({ state }) => state as World))
  const trial = trialOf(readQuestion(given.asked.options))
  expect(trial && atOnce(outlookOf(trial, states[2] as World, 1000))).toMatchObject({
    outlook: 'unknown',
    limit: 'bounds',
  })
  expect(explain(scheduleInToken(KIP_101), 1).after[1]?.limit).toBe('states')
})

test('with L2 a leader may drop who stays away once more than the question allows, so the point is proved', () => {
  const { noReturn, after } = explain(bug('B31-a-producer-that-waits-with-kraft'))
  expect(noReturn).toMatchObject({ step: 3, isAtLatest: false })
  expect(after.filter(({ outlook }) => outlook === 'unknown')).toEqual([])
})

test('a schedule that breaks nothing has no explanation', () => {
  const { verdict, after, counterfactuals } = explain(storied('scenarios/a-normal-day.md'))
  expect([verdict, after, counterfactuals]).toEqual(['fixed', [], []])
})

test('a machine that is not Kafka is refused', () => {
  const asked = (): unknown => explain(scheduleInToken('tm1:machine=die-hard:fill-5:0'))
  try {
    asked()
  } catch (error) {
    expect(isBadInput(error)).toBe(true)
  }
  expect(asked).toThrow()
})
