import type { JSX } from 'preact'
import { shortened } from './find'

/** What `tidemark explain` says: its words in one column, and what it says of each in another. */
export const Explained = ({ lines }: { readonly lines: readonly string[] }): JSX.Element => (
  <dl>
    {rowsOf(lines).map(({ word, texts }, at) => (
      <div key={at}>
        <dt>{word}</dt>
        {texts.map((text, line) => (
          <dd key={line}>{shortened(text, 400)}</dd>
        ))}
      </div>
    ))}
  </dl>
)

interface Row {
  readonly word: string
  readonly texts: readonly string[]
}

/** A line without a word belongs to the word above it. */
const rowsOf = (lines: readonly string[]): readonly Row[] => {
  const rows: { word: string; texts: string[] }[] = []
  for (const line of lines) {
    const word = line.slice(0, WORD).trim()
    const last = rows.at(-1)
    if (word === '' && last !== undefined) last.texts.push(line.slice(WORD))
    else rows.push({ word, texts: [line.slice(WORD)] })
  }
  return rows
}

/** The characters that a word has on the command line, with the blanks behind it. */
const WORD = 10
