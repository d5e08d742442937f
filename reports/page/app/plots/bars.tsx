import type { JSX } from 'preact'
import type { BarsPlot } from '../../data'
import { shortened } from '../find'
import { Grid } from './grid'
import { short } from './scale'

/** A table whose values are drawn as bars. */
export const Bars = ({ plot: { bars, series, y } }: { readonly plot: BarsPlot }): JSX.Element => {
  const most = Math.max(1, ...bars.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return (
    <Grid kind="bars" label={y} corner={y} columns={series}>
      {bars.map(({ label, values }, row) => (
        <tr key={row}>
          <th scope="row">{shortened(label, 120)}</th>
          {values.map((value, index) => (
            <td key={index} class={`series s${index % 6}`}>
              {value === null ? (
                <span class="none">–</span>
              ) : (
                <>
                  <svg class="bar-of" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={Math.max(0.6, (100 * value) / most)} height={10} rx={1} />
                  </svg>
                  <span class="bar-value">{short(value)}</span>
                </>
              )}
            </td>
          ))}
        </tr>
      ))}
    </Grid>
  )
}
