/** A talk as a story: one `shell` block, which `tidemark tell` plays. */
import { badInput, isBadInput } from '../questions/bad-input'
import { parseStory } from '../telling/story/parse'
import { tellStory } from '../telling/story/tell'
import type { Entry, Talk } from './talk'

/** The text of the page, for a file of this name. Bad input if a page cannot hold what was printed. */
export const pageOf = ({ opening, entries }: Talk, path: string): string => {
  const lines = [`# kafka=${opening.kafka} brokers=${opening.brokers}`, ...entries.flatMap(linesOf)]
  const text = [`# ${titleOf(path)}`, '', '```shell', ...lines, '```', ''].join('\n')
  check(path, text)
  return text
}

const linesOf = ({ kind, text, printed }: Entry): readonly string[] => [
  { command: `$ ${text}`, record: `> ${text}`, comment: text }[kind],
  ...printed,
]

/** 'notes/two-crashes.md' is about 'Two crashes'. */
const titleOf = (path: string): string => {
  const name = (path.split(/[\\/]/).at(-1) ?? '')
    .replace(/\.md$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim()
  return name === '' ? 'A session' : name.charAt(0).toUpperCase() + name.slice(1)
}

/** Plays it. What a page would take for something else is found before it is written. */
const check = (path: string, text: string): void => {
  const difference = differenceIn(path, text)
  if (difference !== undefined) throw badInput(`this session cannot be told as a page: ${difference}`)
}

const differenceIn = (path: string, text: string): string | undefined => {
  try {
    const [first] = tellStory(parseStory(path, text)).differences
    if (first === undefined) return undefined
    const at = first.printed.findIndex((line, index) => line !== first.expected[index])
    return `its output would differ at '${first.expected[at] ?? first.printed[at]}'`
  } catch (error) {
    if (isBadInput(error)) return error.message
    throw error
  }
}
