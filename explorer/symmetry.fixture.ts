/** What makes symmetry reduction sound: the first states in npm test, all of them at night. */
import type { AlwaysProperty } from '../contract/machine'
import { kafkaMachine } from '../specimens/kafka/machine'
import { leaderInIsr, strongIsr, weakIsr } from '../specimens/kafka/properties'
import type { State } from '../specimens/kafka/state'
import { truncateToHighWatermark } from '../specimens/kafka/truncate-to-high-watermark'
import { explore, type Limits, type Outcome } from './breadth'

/** A search for a state that properties judge differently under other names, and how many states were compared. */
export const judgedUpToRenaming = (
  limits: Limits = {},
): { readonly found: Outcome<unknown>; readonly seen: number } => {
  const machine = kafkaMachine(truncateToHighWatermark, { replicas: 3, logSize: 1, records: 1, maxEpoch: 1 })
  const says = (state: State): string =>
    [weakIsr, strongIsr, leaderInIsr].map(({ check }) => check(state) === undefined).join()
  let seen = 0
  const same: AlwaysProperty<State> = {
    ...{ kind: 'always', name: 'the same under other names' },
    check(state) {
      seen++
      const said = says(state)
      const differs = machine.renamings?.some((renaming) => says(renaming.state(state)) !== said)
      return differs ? 'another word under other names' : undefined
    },
  }
  const found = explore(machine, [same], limits)
  return { found, seen }
}
