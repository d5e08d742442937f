import type { Answer, Told } from '../messages'
import type { Catalogue } from '../catalogue'
import type { Language } from '../../words'
import { formFor, type Form } from './form'
import { linkIn, type Link } from './link'

/** What the page shows. */
export interface Playing {
  readonly language: Language
  readonly form: Form
  readonly doing: Doing
  /** How far a search is, in the words of the command line. */
  readonly progress?: string
  readonly answer?: Answer
  readonly trouble?: Trouble
}

export type Doing = 'nothing' | 'searching' | 'replaying' | 'stopping'

export interface Trouble {
  readonly kind: 'refused' | 'bug'
  readonly why: string
  readonly below: readonly string[]
}

export type Wish =
  | { readonly type: 'language' }
  | { readonly type: 'filled'; readonly form: Form }
  | { readonly type: 'asked' }
  | { readonly type: 'stopping' }
  | { readonly type: 'opened'; readonly link: Link }
  | { readonly type: 'told'; readonly told: Told }
  | { readonly type: 'failed'; readonly why: string }

/** The first question is one that finds something in a moment. */
export const first = ({ examples }: Catalogue, hash: string, preferred: string): Playing => ({
  language: linkIn(hash).language ?? (preferred.startsWith('ko') ? 'ko' : 'en'),
  form: formFor(examples.find(({ bug }) => bug === 'B01')?.question ?? {}),
  doing: 'nothing',
})

export const reduce = (playing: Playing, wish: Wish): Playing => {
  const { language, form } = playing
  switch (wish.type) {
    case 'language':
      return { ...playing, language: language === 'en' ? 'ko' : 'en' }
    case 'filled':
      return { ...playing, form: wish.form }
    case 'asked':
      return { language, form, doing: 'searching' }
    case 'stopping':
      return { ...playing, doing: 'stopping' }
    case 'opened': {
      const { language: spoken = language, question, token } = wish.link
      const filled = question === undefined ? form : formFor(question)
      return { language: spoken, form: filled, doing: token === undefined ? 'nothing' : 'replaying' }
    }
    case 'told':
      return told(playing, wish.told)
    case 'failed':
      return { language, form, doing: 'nothing', trouble: { kind: 'bug', why: wish.why, below: [] } }
  }
}

const told = (playing: Playing, news: Told): Playing => {
  const { language, form, doing } = playing
  switch (news.kind) {
    case 'progress':
      return doing === 'nothing' ? playing : { ...playing, progress: news.words }
    case 'refused':
      return { language, form, doing: 'nothing', trouble: { kind: 'refused', why: news.why, below: news.below } }
    case 'answered': {
      const { answer } = news
      const asked = doing === 'replaying' ? formFor(answer.question) : form
      return { language, form: asked, doing: 'nothing', answer }
    }
  }
}
