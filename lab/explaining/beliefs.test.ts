/** Who believes what that is false, in states of the stories of bugs. */
import type { World } from '../../properties/history'
import { beliefsIn, nearest } from './beliefs'
import { bug } from './explaining.fixture'

/** After all steps but so many. Those of one broker come first. */
const believed = (name: string, left: number, broker: number): readonly string[] =>
  bug(name).run(({ retaken }) => {
    const { initial, steps } = retaken()
    const state = [initial, ...steps.map((step) => step.state)].at(-1 - left) as unknown as World
    return nearest(beliefsIn(state), [broker - 1])
  })

test.each([
  [
    'B29',
    1,
    1,
    'broker 1 has proposed the ISR {1 2}, so broker 2 counts as complete; it lacks b of epoch 0 at offset 1',
  ],
  ['B58-the-smaller', 1, 1, 'broker 1 counts the ISR as {1 2}; the ISR that was agreed is {1 2 3}'],
  ['B62', 0, 1, 'broker 1 knows of no leader; the controller has broker 1, epoch 0'],
  ['B57', 1, 1, 'broker 1 counts on broker 2 up to offset 1; its log ends at 0'],
  ['B01', 1, 3, 'broker 3 takes nothing for committed (its high watermark is 0); offsets below 1 are committed'],
])('%s: what a broker believes of others is compared with what is so', (name, left, broker, says) => {
  expect(believed(name, left, broker)[0]).toContain(says)
})

test('an eligible leader replica that lacks a committed record is named', () => {
  expect(believed('B75', 1, 1)).toContainEqual(
    expect.stringMatching(
      /^the eligible leader replicas are \{2\}, so broker 2 counts as complete; it lacks a of epoch 0/,
    ),
  )
})

test('a broker that has started, and does not lead, is not expected to know the leader', () => {
  expect(believed('B22-a-registration', 1, 2).filter((belief) => belief.includes('knows of no leader'))).toEqual([])
})
