import type { PageData } from '../data'

/** The current view. */
export interface Looking {
  readonly view: 'story' | 'plots'
  /** The number of the finding, counted from 0. */
  readonly finding: number
  /** The step after which the state is shown. 0 is the initial state. */
  readonly step: number
  readonly isComparing: boolean
  readonly isPlaying: boolean
  readonly isHelping: boolean
  /** If it is absent, the setting of the operating system applies. */
  readonly theme?: 'light' | 'dark'
  readonly search: string
}

export type Wish =
  | { readonly type: 'open'; readonly finding: number; readonly step?: number }
  | { readonly type: 'step'; readonly to: number }
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'tick' }
  | { readonly type: 'play' }
  | { readonly type: 'compare' }
  | { readonly type: 'view'; readonly view: Looking['view'] }
  | { readonly type: 'help' }
  | { readonly type: 'theme'; readonly theme: 'light' | 'dark' }
  | { readonly type: 'search'; readonly text: string }
  | { readonly type: 'hash'; readonly hash: string }

/** Who tells the page what somebody wants to see. */
export type Tell = (wish: Wish) => void

/** The first look: at the step that breaks, or else at the end. */
export const first = (data: PageData, hash: string): Looking => {
  const begin: Looking = {
    ...{ view: data.findings.length === 0 ? 'plots' : 'story', finding: 0, step: 0, search: '' },
    ...{ isComparing: data.isBeside === true, isPlaying: false, isHelping: false },
  }
  return followed(data, { ...begin, step: ownLast(data, 0) }, hash)
}

/** The step that breaks a property, or else the last step. */
const ownLast = ({ findings }: PageData, finding: number): number =>
  (findings[finding]?.account.moments.length ?? 1) - 1

/** The last step that can be shown. With two versions side by side it is that of the longer run. */
const lastOf = (data: PageData, { finding, isComparing }: Pick<Looking, 'finding' | 'isComparing'>): number => {
  const other = isComparing ? data.findings[finding]?.compared?.account.moments.length : undefined
  return Math.max(ownLast(data, finding), (other ?? 1) - 1)
}

export const reduce =
  (data: PageData) =>
  (looking: Looking, wish: Wish): Looking => {
    const last = lastOf(data, looking)
    switch (wish.type) {
      case 'open': {
        const finding = between(wish.finding, data.findings.length - 1)
        const step = between(wish.step ?? ownLast(data, finding), lastOf(data, { ...looking, finding }))
        return { ...looking, view: 'story', finding, step, isPlaying: false }
      }
      case 'step':
        return { ...looking, step: between(wish.to, last), isPlaying: false }
      case 'move':
        return { ...looking, step: between(looking.step + wish.by, last), isPlaying: false }
      case 'tick': {
        const step = between(looking.step + 1, last)
        return { ...looking, step, isPlaying: looking.isPlaying && step < last }
      }
      case 'play':
        // At the last step, playing restarts from the first.
        return { ...looking, isPlaying: !looking.isPlaying, step: looking.step >= last ? 0 : looking.step }
      case 'compare':
        return clamped(data, { ...looking, isComparing: !looking.isComparing })
      case 'view':
        return { ...looking, view: wish.view, isPlaying: false }
      case 'help':
        return { ...looking, isHelping: !looking.isHelping }
      case 'theme':
        return { ...looking, theme: wish.theme }
      case 'search':
        return { ...looking, search: wish.text }
      case 'hash':
        return followed(data, looking, wish.hash)
    }
  }

/** The view of a link: '#finding=2&step=12'. Missing or wrong values do not change the view. */
const followed = (data: PageData, looking: Looking, hash: string): Looking => {
  const words = new URLSearchParams(hash.replace(/^#/, ''))
  const number = (name: string): number | undefined => {
    const word = words.get(name) ?? ''
    return /^\d{1,9}$/.test(word) ? Number(word) : undefined
  }
  const finding = between((number('finding') ?? looking.finding + 1) - 1, data.findings.length - 1)
  const step = number('step') ?? (finding === looking.finding ? looking.step : ownLast(data, finding))
  const view = words.get('view') === 'plots' || data.findings.length === 0 ? 'plots' : 'story'
  const isComparing = words.has('beside') ? words.get('beside') === '1' : looking.isComparing
  return clamped(data, { ...looking, finding, step, isComparing, ...(hash.length > 1 ? { view } : {}) })
}

const clamped = (data: PageData, looking: Looking): Looking => ({
  ...looking,
  step: between(looking.step, lastOf(data, looking)),
})

/** The link to the current view. */
export const hashOf = ({
  view,
  finding,
  step,
  isComparing,
}: Pick<Looking, 'view' | 'finding' | 'step' | 'isComparing'>): string =>
  view === 'plots' ? '#view=plots' : `#finding=${finding + 1}&step=${step}${isComparing ? '&beside=1' : ''}`

const between = (value: number, most: number): number => Math.max(0, Math.min(value, most))
