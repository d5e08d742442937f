import MiniSearch from 'minisearch'
import type { Section } from '../section'
import { termsOf } from './terms'

const MOST_HITS = 8

/** Search in all pages of one language. The sections are in the page, and the index is made when it is first needed. */
const main = (): void => {
  const sections = JSON.parse(document.getElementById('sections')?.textContent ?? '[]') as Section[]
  const [input, hits] = [document.getElementById('search'), document.getElementById('hits')]
  foldContents()
  if (!(input instanceof HTMLInputElement) || hits === null) return

  const made: { index?: MiniSearch<Section> } = {}
  const find = (query: string): readonly Section[] => {
    made.index ??= indexOf(sections)
    return made.index
      .search(query, { prefix: true, fuzzy: 0.15, combineWith: 'AND', processTerm: (term) => term.toLowerCase() })
      .slice(0, MOST_HITS)
      .flatMap(({ id }) => sections[Number(id)] ?? [])
  }
  const show = (): void => {
    const query = input.value.trim()
    hits.hidden = query === ''
    hits.replaceChildren(...(query === '' ? [] : listOf(find(query), hits.dataset['nothing'] ?? '')))
  }
  input.addEventListener('input', show)
  hits.addEventListener('click', () => {
    input.value = ''
    show()
  })
  document.addEventListener('keydown', (event) => onKey(event, input, hits, show))
}

const indexOf = (sections: readonly Section[]): MiniSearch<Section> => {
  const index = new MiniSearch<Section>({
    fields: ['heading', 'text', 'page'],
    searchOptions: { boost: { heading: 3, page: 2 } },
    processTerm: termsOf,
  })
  index.addAll(sections)
  return index
}

const listOf = (found: readonly Section[], nothing: string): readonly Node[] => {
  if (found.length === 0) return [document.createTextNode(nothing)]
  return found.map(({ href, heading, page }) => {
    const link = document.createElement('a')
    link.href = href
    link.textContent = heading === page ? heading : `${heading} · ${page}`
    return link
  })
}

/** '/' goes to the search, arrows go through what it found, Escape closes it. */
const onKey = (event: KeyboardEvent, input: HTMLInputElement, hits: HTMLElement, show: () => void): void => {
  const links = [input, ...hits.querySelectorAll('a')]
  const at = links.findIndex((one) => one === document.activeElement)
  if (event.key === '/' && at !== 0) {
    event.preventDefault()
    input.focus()
  }
  if (at < 0) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined) {
    event.preventDefault()
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
  }
  if (event.key === 'Escape') {
    input.value = ''
    input.focus()
    show()
  }
}

/** On a narrow screen the contents begin closed. */
const foldContents = (): void => {
  if (!matchMedia('(max-width: 820px)').matches) return
  document.querySelector('.contents details')?.removeAttribute('open')
}

main()
