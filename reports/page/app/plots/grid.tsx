import type { ComponentChildren, JSX } from 'preact'
import { shortened } from '../find'

interface Props {
  readonly kind: 'bars' | 'heat'
  readonly label: string
  /** The heading of the row names. If it is absent, the table has a caption instead. */
  readonly corner?: string
  readonly columns: readonly string[]
  readonly children: ComponentChildren
}

/** A table with column names. It scrolls separately, because it may be wider than a phone. */
export const Grid = ({ kind, label, corner, columns, children }: Props): JSX.Element => (
  <div class="scroll" tabIndex={0} role="region" aria-label={shortened(label)}>
    <table class={kind}>
      {corner === undefined && <caption>{shortened(label)}</caption>}
      <thead>
        <tr>
          {corner === undefined ? <td /> : <th scope="col">{shortened(corner)}</th>}
          <Names names={columns} />
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

/** The cells of the header row. */
export const Names = ({ names }: { readonly names: readonly string[] }): JSX.Element => (
  <>
    {names.map((name, index) => (
      <th key={index} scope="col">
        {shortened(name, 60)}
      </th>
    ))}
  </>
)
