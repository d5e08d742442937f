import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { PageData } from '../data'
import { found, MOST_HITS } from './find'
import type { Looking, Tell } from './state'

interface Props {
  readonly data: PageData
  readonly looking: Looking
  readonly tell: Tell
}

/** Finds steps and findings by their text. */
export const Search = ({ data, looking, tell }: Props): JSX.Element => {
  const { search, finding } = looking
  const [isOpen, setOpen] = useState(false)
  const hits = useMemo(() => found(data, finding, search), [data, finding, search])
  const close = (): void => setOpen(false)
  const go = (index: number): void => {
    const hit = hits[index]
    if (hit === undefined) return
    tell({ type: 'open', finding: hit.finding, ...(hit.step === undefined ? {} : { step: hit.step }) })
    close()
  }
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        go(0)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        close()
        ;(document.activeElement as HTMLElement | null)?.blur()
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) close()
      }}
    >
      <input
        id="search"
        type="search"
        placeholder="Search"
        aria-label="Search steps and findings"
        autocomplete="off"
        value={search}
        onFocus={() => setOpen(true)}
        onInput={({ currentTarget }) => {
          tell({ type: 'search', text: currentTarget.value })
          setOpen(true)
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      {isOpen && search.trim() !== '' && (
        <div class="hits">
          <p role="status">{hits.length === 0 ? 'Nothing found' : countOf(hits.length)}</p>
          <ul>
            {hits.map((hit, index) => (
              <li key={`${hit.finding}.${hit.step ?? ''}`}>
                <button type="button" onClick={() => go(index)}>
                  <span class="hit-place">{hit.step === undefined ? 'finding' : hit.step}</span>
                  <span class="hit-text">{hit.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  )
}

const countOf = (hits: number): string => (hits >= MOST_HITS ? `The first ${MOST_HITS}` : `${hits} found`)
