import type { JSX } from 'preact'
import type { PageProse } from '../../data'
import { shortened } from '../find'
import { proseAt, type Moments } from '../moments'

interface Props {
  readonly moments: Moments
  readonly prose: readonly PageProse[]
  readonly step: number
}

/** The text of the story at the current step. */
export const Caption = ({ moments, prose, step }: Props): JSX.Element | null => {
  const text = proseAt(moments, prose, step)
  if (text.length === 0) return null
  return (
    <div class="caption">
      {text.map((paragraph, index) => (
        <p key={index}>{inline(shortened(paragraph, 5000))}</p>
      ))}
    </div>
  )
}

/** The Markdown inside a sentence: code, and links without their targets. */
const inline = (text: string): readonly (string | JSX.Element)[] =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part.replaceAll('**', '')))
