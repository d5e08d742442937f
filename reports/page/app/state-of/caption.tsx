import type { JSX } from 'preact'
import type { PageProse } from '../../data'
import { shortened } from '../find'

interface Props {
  readonly prose: readonly PageProse[]
  readonly step: number
}

/** The text of the story at the current step: the paragraphs before the last step, or those at the end. */
export const Caption = ({ prose, step }: Props): JSX.Element | null => {
  const at = prose.findLast((words) => words.step <= Math.max(1, step))
  if (at === undefined) return null
  return (
    <div class="caption">
      {at.text.map((paragraph, index) => (
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
