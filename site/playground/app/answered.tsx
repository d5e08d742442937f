import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { framedPage, type FrameAround } from '../frame-around'
import type { Answer } from '../messages'
import { hashFor } from './link'
import type { Words } from './words'

interface Props {
  readonly answer: Answer
  readonly around: FrameAround
  readonly words: Words
}

/** An answer in the words of the command line, its schedule as `tidemark page` draws it, and how to pass it on. */
export const Answered = ({ answer, around, words }: Props): JSX.Element => {
  const { verdict, summary, whole, command, question, drawn } = answer
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const link = `${location.href.split('#')[0] ?? ''}${hashFor(question, drawn?.token)}`
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer" tabIndex={-1} ref={heading}>
        {words.answer}
      </h2>
      <pre class={`summary ${verdict}`} lang="en">
        {summary.split('\n').map((line, index) => (
          <span key={index}>{line === '' ? '\n' : <Line text={line} />}</span>
        ))}
      </pre>
      {drawn !== undefined && <Picture {...{ drawn, around, words }} />}
      <Handed label={words.link} text={link} words={words} />
      {drawn !== undefined && <Handed label={words.replay} text={drawn.replay} words={words} />}
      {answer.seconds !== undefined && <Handed label={words.command} text={command} words={words} />}
      <p class="hint">{words.inClone}</p>
      <details>
        <summary>{words.whole}</summary>
        <pre class="whole" lang="en" tabIndex={0} role="group" aria-label={words.whole}>
          {whole}
        </pre>
      </details>
    </section>
  )
}

/** A schedule that is named in an answer is drawn by a click. */
const Line = ({ text }: { readonly text: string }): JSX.Element => {
  const [, indent, command, token] = /^( *)(npx tidemark replay (tm\d+:[^\s']+))$/.exec(text) ?? []
  if (token === undefined) return <>{text}</>
  return (
    <>
      {indent}
      <a href={hashFor({}, token)}>{command}</a>
    </>
  )
}

interface Drawn {
  readonly drawn: NonNullable<Answer['drawn']>
  readonly around: FrameAround
  readonly words: Words
}

/** A document of its own, so that its keys, its address and its style are those of the page. */
const Picture = ({ drawn: { finding, token }, around, words }: Drawn): JSX.Element => {
  const [url, put] = useState<string>()
  useEffect(() => {
    const { title } = finding
    const about = { format: 1, kind: 'tidemark page', title, command: `page ${token}` } as const
    const html = framedPage(around, { ...about, findings: [finding], plots: [] })
    const made = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
    put(made)
    return () => URL.revokeObjectURL(made)
  }, [finding])
  return (
    <div class="picture">
      {url !== undefined && <iframe src={url} title={words.picture} />}
      {url !== undefined && (
        <p>
          <a href={url} download="tidemark.html">
            {words.savePage}
          </a>
        </p>
      )}
    </div>
  )
}

/** Text to be passed on: it can be selected, and copied by one button. */
const Handed = ({
  label,
  text,
  words,
}: {
  readonly label: string
  readonly text: string
  readonly words: Words
}): JSX.Element => {
  const field = useRef<HTMLTextAreaElement>(null)
  const [said, say] = useState('')
  const copy = (): void => {
    field.current?.select()
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('there is no clipboard'))
    copying.then(
      () => say(words.copied),
      () => {
        field.current?.focus()
        say(words.selected)
      },
    )
  }
  return (
    <div class="handed">
      <label>
        <span>{label}</span>
        <textarea ref={field} readOnly rows={2} value={text} spellcheck={false} />
      </label>
      <button type="button" aria-label={`${words.copy}: ${label}`} onClick={copy}>
        {words.copy}
      </button>
      <span role="status">{said}</span>
    </div>
  )
}
