import type { JSX } from 'preact'
import type { PageData } from '../data'
import { shortened } from './find'
import { Search } from './search'
import type { Looking, Tell } from './state'

interface Props {
  readonly data: PageData
  readonly looking: Looking
  readonly tell: Tell
}

export const Header = ({ data, looking, tell }: Props): JSX.Element => (
  <header class="top">
    <p class="brand">
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <path class="tide" d="M1 12q3-4 6 0t6 0t6 0" />
        <path class="mark" d="M1 6h18" />
      </svg>
      tidemark
    </p>
    <h1 class="page-title">{shortened(data.title)}</h1>
    {data.plots.length > 0 && data.findings.length > 0 && (
      <nav class="views" aria-label="View">
        <a href={`#finding=${looking.finding + 1}`} aria-current={looking.view === 'story' ? 'page' : undefined}>
          {data.findings.length > 1 ? 'Findings' : 'Steps'}
        </a>
        <a href="#view=plots" aria-current={looking.view === 'plots' ? 'page' : undefined}>
          Plots
        </a>
      </nav>
    )}
    <Search data={data} looking={looking} tell={tell} />
    <button
      type="button"
      class="quiet"
      onClick={() => tell({ type: 'theme', theme: isDark(looking) ? 'light' : 'dark' })}
    >
      {isDark(looking) ? 'Light' : 'Dark'}
    </button>
    <button type="button" class="quiet round" aria-label="Help" onClick={() => tell({ type: 'help' })}>
      ?
    </button>
  </header>
)

const isDark = ({ theme }: Looking): boolean =>
  theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
