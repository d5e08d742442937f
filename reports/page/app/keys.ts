import type { Wish } from './state'

/** The action of a key. None while the user types, or if the browser uses the key itself. */
export const wishOf = (event: KeyboardEvent): Wish | 'search' | undefined => {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const target = event.target instanceof HTMLElement ? event.target : undefined
  if (target !== undefined && isWriting(target)) return undefined
  // The space bar presses the button that has the focus.
  if (event.key === ' ' && target?.closest('button, summary')) return undefined
  return KEYS[event.key]
}

const isWriting = ({ tagName }: HTMLElement): boolean => ['INPUT', 'TEXTAREA', 'SELECT'].includes(tagName)

const KEYS: Readonly<Record<string, Wish | 'search'>> = {
  ArrowRight: { type: 'move', by: 1 },
  ArrowDown: { type: 'move', by: 1 },
  j: { type: 'move', by: 1 },
  ArrowLeft: { type: 'move', by: -1 },
  ArrowUp: { type: 'move', by: -1 },
  k: { type: 'move', by: -1 },
  PageDown: { type: 'move', by: 10 },
  PageUp: { type: 'move', by: -10 },
  Home: { type: 'move', by: -Infinity },
  End: { type: 'move', by: Infinity },
  ' ': { type: 'play' },
  c: { type: 'compare' },
  '/': 'search',
  '?': { type: 'help' },
}
