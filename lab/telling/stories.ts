import { isKraft } from '../../model/versions/timeline'
import stories from '../records/stories.json'

/** A story in scenarios/ that plays a schedule: lab/records/stories.json. */
export interface StoryPlace {
  /** From the root: scenarios/bugs/B18-back-into-the-isr.md. */
  readonly path: string
  readonly title: string
  /** B18, or the amendment after which its file is named. */
  readonly about?: string
  readonly kafka: string
  /** What its cluster leaves out, as it is written there. */
  readonly without?: string
}

const all: readonly StoryPlace[] = stories

/** The stories of a bug: those of the same coordinator, or all if there is none. */
export const storiesOf = (bug: string, withKraft: boolean): readonly StoryPlace[] => {
  const found = all.filter(({ about }) => about === bug)
  const same = found.filter(({ kafka }) => isKraft(kafka) === withKraft)
  return same.length === 0 ? found : same
}

/** The story of an amendment: what leaves it out alone, what is named after it, or what tells of the bug that it mends. */
export const storyOfAmendment = (name: string, bug?: string, withKraft = false): StoryPlace | undefined =>
  all.find(({ without }) => without === name) ??
  all.find(({ about }) => about === name) ??
  (bug === undefined ? undefined : storiesOf(bug, withKraft)[0])
