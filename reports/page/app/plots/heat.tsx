import type { JSX } from 'preact'
import type { HeatPlot } from '../../data'
import { shortened } from '../find'
import { Grid } from './grid'

const SHADES = 5

/**
 * A table whose cells are coloured by their number. Smaller numbers are darker, because short failures are easier to
 * understand.
 */
export const Heat = ({ plot: { columns, rows, of } }: { readonly plot: HeatPlot }): JSX.Element => {
  const values = rows.flatMap(({ cells }) => cells.flatMap((value) => value ?? [])).sort((one, other) => one - other)
  const shade = (value: number): number => {
    const below = values.findIndex((other) => other >= value)
    return SHADES - 1 - Math.min(SHADES - 1, Math.floor((SHADES * below) / Math.max(1, values.length)))
  }
  return (
    <Grid kind="heat" label={of} columns={columns}>
      {rows.map(({ label, cells }, row) => (
        <tr key={row}>
          <th scope="row">{shortened(label, 80)}</th>
          {cells.map((value, column) => (
            <td key={column} class={value === null ? 'empty' : `shade${shade(value)}`}>
              {value}
            </td>
          ))}
        </tr>
      ))}
    </Grid>
  )
}
