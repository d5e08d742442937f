/** A section of a page, as it is searched for. */
export interface Section {
  readonly id: number
  readonly href: string
  readonly page: string
  readonly heading: string
  readonly text: string
}
