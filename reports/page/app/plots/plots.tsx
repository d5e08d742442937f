import type { JSX } from 'preact'
import type { PageData, PagePlot } from '../../data'
import { shortened } from '../find'
import { Bars } from './bars'
import { Heat } from './heat'
import { Lines } from './lines'

/** The plots of a page. */
export const Plots = ({ data: { plots } }: { readonly data: PageData }): JSX.Element => (
  <div class="plots">
    {plots.length === 0 && <p class="none">This page has no plots.</p>}
    {plots.map((plot, index) => (
      <figure key={index} class={`plot ${plot.kind}`}>
        <figcaption>
          <h2>{shortened(plot.title)}</h2>
          {plot.about !== undefined && <p>{shortened(plot.about, 1000)}</p>}
        </figcaption>
        <Drawn plot={plot} />
      </figure>
    ))}
  </div>
)

const Drawn = ({ plot }: { readonly plot: PagePlot }): JSX.Element => {
  switch (plot.kind) {
    case 'lines':
      return <Lines plot={plot} />
    case 'bars':
      return <Bars plot={plot} />
    case 'heat':
      return <Heat plot={plot} />
  }
}
