import { kafkaMachine } from '../specimens/kafka/machine'
import { kip320 } from '../specimens/kafka/kip-320'
import { schedule, scheduleOfCodes } from './schedule'

const machineOf = (replicas: number): ReturnType<typeof kafkaMachine> =>
  kafkaMachine(kip320, { replicas, logSize: 1, records: 1, maxEpoch: 1 })

const [small, large] = [machineOf(2), machineOf(3)]
const codes = ['e1', 'l0', 'w1', 'f3.0', 'c3.1']

describe('a schedule', () => {
  const whole = scheduleOfCodes('three replicas', large, codes)

  test('has the codes that it was made from, and a text for each', () => {
    expect(whole.codes()).toEqual(codes)
    expect(whole.texts().slice(2, 4)).toEqual([
      'replica 1 writes a record as leader',
      'replica 3 follows the leader of epoch 0',
    ])
    expect([whole.length, whole.unknown]).toEqual([codes.length, []])
  })

  test('has the actions of its machine, also where it is made from copies', () => {
    const copied = schedule(
      'a copy',
      large,
      whole.actions.map((action) => ({ ...action })),
    )
    copied.actions.forEach((action, index) => expect(action).toBe(whole.actions[index]))
  })

  test('has the same steps in a machine of other bounds, up to the first that is none there', () => {
    const { question, actions, unknown, length } = whole.within('two replicas', small)
    expect([question, actions.length, unknown, length]).toEqual(['two replicas', 3, ['f3.0', 'c3.1'], 5])
    expect(small.actions.all).toContain(actions[2])
  })

  test('comes back from smaller bounds as it was', () => {
    const { actions, unknown } = whole.within('two', small).within('three', large)
    expect([actions, unknown]).toEqual([whole.actions, []])
  })

  test('can be cut, with or without steps that its machine does not know', () => {
    const there = whole.within('two replicas', small)
    expect([2, 4, 9].map((steps) => there.upTo(steps).codes())).toEqual([codes.slice(0, 2), codes.slice(0, 4), codes])
    expect(there.upTo(4).unknown).toEqual(['f3.0'])
  })
})

describe('a schedule that is taken again', () => {
  test('leads through a state for each step', () => {
    const { initial, steps, diverged } = scheduleOfCodes('', large, codes).replay()
    expect([initial, diverged]).toEqual([large.initial, undefined])
    let state = initial
    for (const step of steps) {
      expect(step.state).toEqual(large.fire(state, step.action))
      state = step.state
    }
  })

  test('diverges where a guard is false, and says which', () => {
    const { steps, diverged } = scheduleOfCodes('', large, ['e1', 'w1', 'l0']).replay()
    expect(steps).toHaveLength(1)
    expect(diverged).toEqual({
      step: 2,
      event: 'replica 1 writes a record as leader',
      because: 'does not believe itself to be the leader',
    })
  })

  test('diverges where the machine has no such action, and names it by its code', () => {
    const { steps, diverged } = scheduleOfCodes('', small, codes).replay()
    expect(steps).toHaveLength(3)
    expect(diverged).toEqual({ step: 4, event: 'f3.0', because: 'there is no such action here' })
  })
})
