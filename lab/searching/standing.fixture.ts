/** A search can be resumed from any moment, with more or fewer threads, and from the middle of a batch. */
import { Arena } from '../../explorer/arena'
import { breadthFirst } from '../../explorer/breadth'
import type { Snapshot, Standing } from '../../explorer/standing'
import { breadthFirstByTeam, type Staff } from '../../explorer/node/team/search'
import { startThread } from '../../explorer/node/thread'
import type { Case } from '../questions/case'

const staffFor = ({ options }: Case): Staff => ({
  workers: 2,
  hire: (hired) => startThread(`${__dirname}/search-thread`, { ...hired, options, symmetry: false }),
})

/** The same position in a separate store. */
const standing = ({ store, at, met }: Snapshot): Standing => {
  const kept = new Arena(store.words)
  const copy = (from: Snapshot['store'], into: Snapshot['store'], count: number): void => {
    for (let index = 0; index < count; index++) {
      into.add(from.chunk(index).subarray(from.offset(index), from.offset(index) + from.words))
      into.link(index, from.parent(index), from.action(index))
    }
  }
  copy(store, kept, store.count)
  return { at: { ...at }, met, fill: (into) => copy(kept, into, kept.count) }
}

/** A team stops after so many turns. One thread continues its search, and so does another team. */
export const isContinued = (asked: Case, turns: number): Promise<void> =>
  asked.run(async (machine, properties) => {
    const staff = staffFor(asked)
    const whole = breadthFirst(machine, properties)
    whole.advance(Infinity)
    const team = breadthFirstByTeam(machine, properties, {}, staff)
    while (team.present < team.hired) await new Promise((resolve) => setTimeout(resolve, 5))
    for (let turn = 0; turn < turns && team.advance(1); turn++) await new Promise((resolve) => setImmediate(resolve))
    team.close()
    const snapshot = team.snapshot?.()
    if (snapshot === undefined) throw new Error('a team has a snapshot')
    const from = standing(snapshot)
    const alone = breadthFirst(machine, properties, {}, undefined, { from })
    alone.advance(Infinity)
    expect({ ...alone.outcome, bytes: 0 }).toEqual({ ...whole.outcome, bytes: 0 })
    const other = breadthFirstByTeam(machine, properties, {}, { ...staff, from })
    while (other.present < other.hired) await new Promise((resolve) => setTimeout(resolve, 5))
    while (other.advance(1)) await new Promise((resolve) => setImmediate(resolve))
    expect({ ...other.outcome, bytes: 0 }).toEqual({ ...whole.outcome, bytes: 0 })
  })
