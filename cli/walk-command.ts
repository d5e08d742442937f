import { optionsOf } from '../lab/questions/ask'
import { planOfWalk } from '../lab/records/hunts'
import type { PinnedWalk } from '../lab/records/pinned-walks'
import { openable } from '../lab/walking/draw-question'
import { sayOptions } from './next'
import { USUAL } from './options'

/** What walks do not draw where replicas move. */
const WHERE_REPLICAS_MOVE: readonly string[] = ['brokers', 'leader']

/** The words after the name of the program that take one walk on record again. */
export const walkCommand = (pinned: PinnedWalk): string => {
  const { asked, open, seed } = planOfWalk(pinned)
  const isMoving = asked.bounds.reassign !== undefined
  const isDrawn = (name: string): boolean =>
    openable.some((one) => one === name && open[one] === true) && !(isMoving && WHERE_REPLICAS_MOVE.includes(name))
  const isSaid = (name: string, word: string): boolean =>
    openable.some((one) => one === name) ? !isDrawn(name) : name !== 'grain' && USUAL[name] !== word
  const words = Object.entries({ faults: 'none', ...optionsOf(asked) }).filter(([name, word]) => isSaid(name, word))
  return ['walk', ...sayOptions(Object.fromEntries(words)), `--seed ${seed} --from ${pinned.walk} --runs 1`].join(' ')
}
