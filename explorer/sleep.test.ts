import fc from 'fast-check'
import { Sleep } from './sleep'

const LIFE = 0b001
const LOG = 0b010
const QUORUM = 0b100

const asleep = (sleep: Sleep): readonly number[] =>
  [...sleep.asleep].flatMap((flag, ordinal) => (flag ? [ordinal] : []))

/** The initial state waits and is expanded. No action sleeps in it. */
const begun = (actions = 4): Sleep => {
  const sleep = new Sleep(actions)
  sleep.found(0, 0)
  sleep.next()
  return sleep
}

describe('after a step to a new state', () => {
  test('an independent action sleeps', () => {
    const sleep = begun()
    sleep.tried(2, LOG, LOG)
    sleep.found(LIFE, LIFE)
    sleep.next()
    expect(asleep(sleep)).toEqual([2])
  })

  test('an action that reads a changed part is awake', () => {
    const sleep = begun()
    sleep.tried(2, LOG | LIFE, LOG)
    sleep.found(LIFE, LIFE)
    sleep.next()
    expect(asleep(sleep)).toEqual([])
  })

  test('an action that changes a part that the step read is awake', () => {
    const sleep = begun()
    sleep.tried(2, LOG, LOG)
    sleep.found(LIFE | LOG, LIFE)
    sleep.next()
    expect(asleep(sleep)).toEqual([])
  })

  test('a part that both only read wakes no action', () => {
    const sleep = begun()
    sleep.tried(2, LOG | QUORUM, LOG)
    sleep.found(LIFE | QUORUM, LIFE)
    sleep.next()
    expect(asleep(sleep)).toEqual([2])
  })

  test('a sleeping action sleeps until a step depends on it', () => {
    const sleep = begun()
    sleep.tried(2, LOG, LOG)
    sleep.found(LIFE, LIFE)
    sleep.next()
    sleep.found(QUORUM, QUORUM)
    sleep.found(LOG, LOG)
    sleep.next()
    expect(asleep(sleep)).toEqual([2])
    sleep.next()
    expect(asleep(sleep)).toEqual([])
  })
})

test('sleeping actions are counted by their position in the order of the machine', () => {
  const sleep = begun()
  sleep.tried(1, LOG, LOG)
  sleep.tried(3, LOG, LOG)
  sleep.found(LIFE, LIFE)
  sleep.next()
  expect([0, 1, 2, 3, Infinity].map((end) => sleep.countBelow(end))).toEqual([0, 0, 1, 1, 2])
})

test('each waiting state gets its own sleeping actions, no matter how many states wait', () => {
  const all = Array.from({ length: 20 }, (_, ordinal) => ordinal)
  const stepsFrom = fc.array(fc.integer({ min: 0, max: 2 ** 20 - 1 }), { maxLength: 3 })
  fc.assert(
    fc.property(fc.array(stepsFrom, { maxLength: 200 }), (expansions) => {
      const sleep = begun(all.length)
      const meant: (readonly number[])[] = []
      for (const steps of expansions) {
        // Action o touches only part o. A step to a new state changes the parts given by its bits.
        all.filter((ordinal) => sleep.asleep[ordinal] === 0).forEach((ordinal) => sleep.tried(ordinal, 1 << ordinal, 0))
        for (const changed of steps) {
          sleep.found(0, changed)
          meant.push(all.filter((ordinal) => ((changed >>> ordinal) & 1) === 0))
        }
        const expected = meant.shift()
        if (expected === undefined) return
        sleep.next()
        expect(asleep(sleep)).toEqual(expected)
      }
    }),
  )
})
