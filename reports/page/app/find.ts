import type { PageData } from '../data'

export interface Hit {
  readonly finding: number
  /** Absent: the finding as such. */
  readonly step?: number
  readonly text: string
}

export const MOST_HITS = 50

/** Where all of these words are written: in findings by their titles, and in the steps of the one that is open. */
export const found = ({ findings }: PageData, open: number, search: string): readonly Hit[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const fits = (text: string): boolean => words.every((word) => text.includes(word))
  const hits: Hit[] = []
  findings.forEach(({ title, fingerprint, property = '' }, finding) => {
    if (findings.length > 1 && fits(`${title} ${fingerprint} ${property}`.toLowerCase()))
      hits.push({ finding, text: [shortened(title), property].filter(Boolean).join(' · ') })
  })
  const steps = findings[open]?.account.rerun.trace.steps ?? []
  for (const [index, { event, notes, fault = '', code }] of steps.entries()) {
    if (hits.length >= MOST_HITS) break
    const text = [event, ...notes, fault].filter(Boolean).join(' · ')
    if (fits(`${text} ${code}`.toLowerCase())) hits.push({ finding: open, step: index + 1, text: shortened(text) })
  }
  return hits.slice(0, MOST_HITS)
}

/** Somebody's text may be a million characters long; nobody reads them. */
export const shortened = (text: string, most = 300): string => (text.length > most ? `${text.slice(0, most)}…` : text)
