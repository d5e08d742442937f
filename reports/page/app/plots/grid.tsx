import type { ComponentChildren, JSX } from 'preact'
import { shortened } from '../find'

interface Props {
  readonly kind: 'bars' | 'heat'
  readonly label: string
  /** What stands above the names of the rows; a caption of the whole where there is nothing. */
  readonly corner?: string
  readonly columns: readonly string[]
  readonly children: ComponentChildren
}

/** A table that scrolls by itself, because it may be wider than a phone, with the name of each column. */
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

/** The cells of a head. */
export const Names = ({ names }: { readonly names: readonly string[] }): JSX.Element => (
  <>
    {names.map((name, index) => (
      <th key={index} scope="col">
        {shortened(name, 60)}
      </th>
    ))}
  </>
)
