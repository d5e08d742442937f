import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useReducer } from 'preact/hooks'
import type { PageData } from '../data'
import { Finding } from './finding'
import { Header } from './header'
import { Help } from './help'
import { FindingsIndex } from './index-of-findings'
import { wishOf } from './keys'
import { Plots } from './plots/plots'
import { first, hashOf, reduce, type Looking, type Tell } from './state'

export const App = ({ data }: { readonly data: PageData }): JSX.Element => {
  const [looking, tell] = useReducer(
    useMemo(() => reduce(data), [data]),
    first(data, location.hash),
  )
  useLink(looking, tell)
  useKeys(tell)
  usePlaying(looking, tell)
  useLayoutEffect(() => {
    if (looking.theme !== undefined) document.documentElement.dataset['theme'] = looking.theme
  }, [looking.theme])
  const shown = data.findings[looking.finding]
  const hasIndex = data.findings.length > 1 && looking.view === 'story'
  return (
    <>
      <Header data={data} looking={looking} tell={tell} />
      <main class={hasIndex ? 'frame indexed' : 'frame'}>
        {hasIndex && <FindingsIndex data={data} looking={looking} tell={tell} />}
        {looking.view === 'plots' && <Plots data={data} />}
        {looking.view === 'story' && shown !== undefined && (
          <Finding key={looking.finding} finding={shown} looking={looking} tell={tell} />
        )}
      </main>
      {looking.isHelping && <Help command={data.command} tell={tell} />}
    </>
  )
}

/** The address in the browser is a link to the current view, and following such a link opens the view. */
const useLink = (looking: Looking, tell: Tell): void => {
  const hash = hashOf(looking)
  useEffect(() => {
    // A browser limits how often its address may change. While the page plays, only the last change is written.
    const later = setTimeout(() => {
      if (location.hash !== hash) history.replaceState(undefined, '', hash)
    }, 150)
    return () => clearTimeout(later)
  }, [hash])
  useEffect(() => {
    // The address may be that of the view before again by now, because it is written later: above.
    const follow = ({ newURL }: HashChangeEvent): void => tell({ type: 'hash', hash: new URL(newURL).hash })
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [tell])
}

const useKeys = (tell: Tell): void =>
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const wish = wishOf(event)
      if (wish === undefined) return
      event.preventDefault()
      if (wish === 'search') document.getElementById('search')?.focus()
      else tell(wish)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [tell])

const TICK = 900

const usePlaying = ({ isPlaying }: Looking, tell: Tell): void =>
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setInterval(() => tell({ type: 'tick' }), TICK)
    return () => clearInterval(timer)
  }, [isPlaying, tell])
