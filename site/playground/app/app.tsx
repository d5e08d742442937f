import type { JSX } from 'preact'
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { otherThan } from '../../words'
import type { Catalogue } from '../catalogue'
import type { FrameAround } from '../frame-around'
import type { Answer } from '../messages'
import { Answered } from './answered'
import { typedIn } from './form'
import { FormOf } from './form-of'
import { hashFor, linkIn } from './link'
import { first, reduce, type Doing, type Playing, type Trouble, type Wish } from './state'
import { startHelper, type Helper } from './worker'
import { WORDS, type Words } from './words'

interface Props {
  readonly catalogue: Catalogue
  /** The program of the worker. */
  readonly program: string
  readonly around: FrameAround
}

export const App = ({ catalogue, program, around }: Props): JSX.Element => {
  const [playing, tell] = useReducer(reduce, first(catalogue, location.hash, navigator.language))
  const { language, form, doing, answer, trouble } = playing
  const words = WORDS[language]
  const helper = useHelper(program, tell)
  useLanguage(language, words)
  useLink(helper, answer, tell)
  return (
    <>
      <header class="top">
        <h1>{words.title}</h1>
        <button type="button" lang={otherThan(language)} onClick={() => tell({ type: 'language' })}>
          {words.other}
        </button>
      </header>
      <main>
        <p class="intro">{words.intro}</p>
        <FormOf
          {...{ form, catalogue, words, isBusy: doing !== 'nothing' }}
          change={(to) => tell({ type: 'filled', form: to })}
          find={() => {
            tell({ type: 'asked' })
            helper.ask({ kind: 'find', typed: typedIn(form), more: form.more })
          }}
          stop={() => {
            tell({ type: 'stopping' })
            helper.ask({ kind: 'stop' })
          }}
        >
          <p role="status" class="status">
            {saidOf(playing, words)}
          </p>
        </FormOf>
        <Refused trouble={trouble} words={words} />
        {answer !== undefined && <Answered key={answer.whole} {...{ answer, around, words }} />}
      </main>
    </>
  )
}

type Tell = (wish: Wish) => void

const useHelper = (program: string, tell: Tell): Helper =>
  useMemo(
    () =>
      startHelper(
        program,
        (told) => tell({ type: 'told', told }),
        (why) => tell({ type: 'failed', why }),
      ),
    [program, tell],
  )

/** The address is a link to the answer, and following a link draws its schedule or asks its question. */
const useLink = (helper: Helper, answer: Answer | undefined, tell: Tell): void => {
  useEffect(() => {
    const open = (): void => {
      const link = linkIn(location.hash)
      if (link.token === undefined && link.question === undefined && link.language === undefined) return
      helper.restart()
      tell({ type: 'opened', link })
      if (link.token !== undefined) helper.ask({ kind: 'draw', token: link.token })
    }
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [helper, tell])
  useEffect(() => {
    // Such a change of the address is not an event, so what is shown is not asked again.
    if (answer !== undefined) history.replaceState(undefined, '', hashFor(answer.question, answer.drawn?.token))
  }, [answer])
}

const useLanguage = (language: string, { title }: Words): void =>
  useEffect(() => {
    document.documentElement.lang = language
    document.title = title
  }, [language, title])

/** What was refused, or failed. It is there from the beginning, so that a screen reader reads what comes into it. */
const Refused = ({ trouble, words }: { readonly trouble?: Trouble; readonly words: Words }): JSX.Element => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trouble !== undefined) place.current?.scrollIntoView({ block: 'center' })
  }, [trouble])
  return (
    <div role="alert" ref={place} class={trouble === undefined ? '' : 'trouble'}>
      {trouble !== undefined && <p>{words[trouble.kind]}</p>}
      {trouble !== undefined && <pre lang="en">{[trouble.why, ...trouble.below].join('\n')}</pre>}
    </div>
  )
}

const saidOf = ({ doing, progress, answer }: Playing, words: Words): string => {
  if (doing !== 'nothing') return [SAID(words)[doing], progress].filter(Boolean).join('  ')
  if (answer === undefined) return ''
  const what = answer.seconds === undefined ? words.replayed : words.answered(answer.seconds.toFixed(1))
  return `${what}. ${answer.summary.split('\n')[0]?.replace(/ +/g, ' ') ?? ''}`
}

const SAID = ({ searching, replaying, stopping }: Words): Readonly<Record<Exclude<Doing, 'nothing'>, string>> => ({
  searching,
  replaying,
  stopping,
})
