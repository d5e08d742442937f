import type { JSX } from 'preact'
import type { LinesPlot } from '../../data'
import { shortened } from '../find'
import { Names } from './grid'
import { short, ticks } from './scale'

const [WIDTH, HEIGHT] = [520, 260]
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 16, 12, 40]

/** Curves over one axis. Each has its name at its end or below. */
export const Lines = ({ plot: { series, x, y } }: { readonly plot: LinesPlot }): JSX.Element => {
  const points = series.flatMap(({ points }) => points)
  const [xs, ys] = [0, 1].map((axis) => ticks(points.reduce((most, point) => Math.max(most, point[axis] ?? 0), 0)))
  const at = (value: number, marks: readonly number[] = []): number => value / (marks.at(-1) || 1)
  const px = (value: number): number => round(LEFT + at(value, xs) * (WIDTH - LEFT - RIGHT))
  const py = (value: number): number => round(HEIGHT - BOTTOM - at(value, ys) * (HEIGHT - TOP - BOTTOM))
  return (
    <>
      <svg
        class="chart"
        role="img"
        aria-label={`${shortened(y)} over ${shortened(x)}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      >
        {ys?.map((value) => (
          <g key={value}>
            <path class="grid" d={`M${LEFT} ${py(value)}H${WIDTH - RIGHT}`} />
            <text class="axis end" x={LEFT - 8} y={py(value) + 4}>
              {short(value)}
            </text>
          </g>
        ))}
        {xs?.map((value) => (
          <text key={value} class="axis middle" x={px(value)} y={HEIGHT - BOTTOM + 18}>
            {short(value)}
          </text>
        ))}
        <text class="axis middle name" x={(LEFT + WIDTH) / 2} y={HEIGHT - 4}>
          {shortened(x, 60)}
        </text>
        {series.map(({ points }, index) => (
          <g key={index} class={`series s${index % 6}`}>
            <path
              class="curve"
              d={points.map(([one, two], at) => `${at === 0 ? 'M' : 'L'}${px(one)} ${py(two)}`).join('')}
            />
            {points.length < 60 &&
              points.map(([one, two], at) => <circle key={at} cx={px(one)} cy={py(two)} r={2.5} />)}
          </g>
        ))}
      </svg>
      <ul class="series-names">
        {series.map(({ name }, index) => (
          <li key={index} class={`series s${index % 6}`}>
            <span class="swatch" />
            {shortened(name, 80)}
          </li>
        ))}
      </ul>
      <Numbers x={x} series={series} />
    </>
  )
}

/** The same data as a table. */
const Numbers = ({ x, series }: Pick<LinesPlot, 'x' | 'series'>): JSX.Element => (
  <details class="part">
    <summary>As a table</summary>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">{shortened(x, 60)}</th>
          <Names names={series.map(({ name }) => name)} />
        </tr>
      </thead>
      <tbody>
        {(series[0]?.points ?? []).slice(0, 200).map(([one], row) => (
          <tr key={row}>
            <th scope="row">{one}</th>
            {series.map(({ points }, index) => (
              <td key={index}>{points[row]?.[1]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

const round = (value: number): number => Math.round(value * 10) / 10
