import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { shortened } from '../find'
import type { Moments, Refusal } from '../moments'

interface Props {
  readonly moments: Moments
  readonly step: number
}

/** The actions that are refused next, by guard. */
export const GuardList = ({ moments, step }: Props): JSX.Element | null => {
  const [isOpen, setOpen] = useState(false)
  const [filter, setFilter] = useState('')
  if (moments.account.guards.actions.length === 0) return null
  const refused = moments.refused(step)
  return (
    <details class="part" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Refused actions <span class="count">{refused.length}</span>
      </summary>
      {isOpen && (
        <>
          <input
            type="search"
            class="filter"
            placeholder="Filter"
            aria-label="Filter refused actions"
            value={filter}
            onInput={({ currentTarget }) => setFilter(currentTarget.value)}
          />
          <div class="guards" tabIndex={0} role="region" aria-label="Refused actions">
            <dl>
              {byReason(
                refused.filter(({ action, reason }) =>
                  `${action} ${reason}`.toLowerCase().includes(filter.toLowerCase()),
                ),
              ).map(([reason, actions]) => (
                <div key={reason}>
                  <dt>{shortened(reason)}</dt>
                  {actions.map((action) => (
                    <dd key={action}>{shortened(action)}</dd>
                  ))}
                </div>
              ))}
            </dl>
          </div>
        </>
      )}
    </details>
  )
}

const byReason = (refused: readonly Refusal[]): readonly (readonly [string, readonly string[]])[] => {
  const groups = new Map<string, string[]>()
  for (const { action, reason } of refused) groups.set(reason, [...(groups.get(reason) ?? []), action])
  return [...groups].sort(([, one], [, other]) => one.length - other.length)
}
