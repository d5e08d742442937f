import { question } from '../questions/question'
import { repaired } from './kraft-repairs'
import { broken, world, type Pinned } from './pinned'

/** Decisions of 4.3 that need larger bounds than the worlds of `ablate --kafka` have: docs/decisions/0072. */
export const kraftAblations: readonly Pinned[] = [
  {
    name: 'B06-kraft',
    bug: 'B06',
    story: 'an incomplete replica joins the ISR of a new leader',
    question: question(
      repaired({
        ...{ without: ['kafka-7128'], settings: { minIsr: 2 }, properties: ['S14'] },
        bounds: world(3, 2, 2, { 'leader-move': 1, 'isr-shrink': 1 }),
      }),
    ),
    expected: broken('S14', 14, 78175),
  },
]
