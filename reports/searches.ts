import type { SearchesJson } from './json-searches'
import { printable } from './printable'
import { columns } from './table'
import { seconds, thousands } from './words'

/**
 * The saved searches, the command that continues the largest, and how to remove them. Their headers are foreign text, and
 * are made printable.
 */
export const searchesText = ({ searches, removed, next }: SearchesJson, isTimed: boolean): string => {
  const gone = removed.length === 0 ? [] : [`removed   ${removed.join(', ')}`]
  if (searches.length === 0) return [...gone, 'no search is kept here', `next      ${next}`].join('\n')
  const head = ['search', 'states', 'depth', ...(isTimed ? ['time'] : []), 'asked']
  const rows = searches.map(({ id, states, depth, seconds: spent, asked, trouble }) => [
    printable(id),
    states === undefined ? '' : thousands(states),
    depth === undefined ? '' : String(depth),
    ...(isTimed ? [spent === undefined ? '' : seconds(spent)] : []),
    printable([asked, trouble && `(cannot be continued: ${trouble})`].filter(Boolean).join(' ')),
  ])
  return [
    ...gone,
    columns([head, ...rows]),
    '',
    `kept in .tidemark/searches/ until they end; --remove <search>, or --remove all, removes them`,
    `next      ${printable(next)}`,
  ].join('\n')
}
