/**
 * If a cluster looks the same before and after a step, the state after it need not be judged. In few states in npm
 * test, in more in the long tests.
 */
import { ablations } from './ablations'
import type { Pinned } from './pinned'
import { subjectOf } from '../questions/question'
import { worlds } from './worlds'

/**
 * Every step that leaves the looks unchanged, in the first states within some bounds, and the properties that differ
 * before and after it.
 */
const hidden = (
  { question: asked }: Pinned,
  most: number,
): { readonly same: number; readonly told: readonly string[] } => {
  const { machine, properties } = subjectOf(asked)
  const always = properties.flatMap((property) => (property.kind === 'always' ? [property] : []))
  const known = new Set<string>()
  const keyOf = (state: typeof machine.initial): string => {
    const packed = new Int32Array(machine.states.words)
    machine.states.write(state, packed, 0)
    return packed.join()
  }
  const queue = [machine.initial]
  const told = new Set<string>()
  let same = 0
  for (let before = queue.shift(); before !== undefined && known.size < most; before = queue.shift()) {
    const from = before
    machine.successors(from, (_, to) => {
      if (machine.looksSame?.(from, to)) {
        same++
        for (const { name, check } of always) if (check(from) !== check(to)) told.add(name)
        if (machine.tension?.(from) !== machine.tension?.(to)) told.add('tension')
      }
      const key = keyOf(to)
      if (!known.has(key)) queue.push(to)
      known.add(key)
    })
  }
  return { same, told: [...told] }
}

/** In so many states of one in `every` of the worlds and ablations on record. */
export const nothingIsHidden = (most: number, every = 1): void =>
  test.each([...worlds, ...ablations].filter((_, index) => index % every === 0).map((one) => [one.name, one] as const))(
    'in the world of %s',
    (_, one) => {
      const { same, told } = hidden(one, most)
      expect(told).toEqual([])
      expect(same).toBeGreaterThan(0)
    },
  )
