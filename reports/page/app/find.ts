import type { PageData } from '../data'

export interface Hit {
  readonly finding: number
  /** If it is absent, the hit is the finding itself. */
  readonly step?: number
  readonly text: string
}

export const MOST_HITS = 50

/** The places that contain all of these words: titles of findings, and steps of the open finding. */
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

/** Cuts foreign text, which can be a million characters long. */
export const shortened = (text: string, most = 300): string => (text.length > most ? `${text.slice(0, most)}…` : text)
