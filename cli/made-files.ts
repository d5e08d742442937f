import { schemas } from '../reports/schemas'
import { placesIn, placesText } from './places'
import { ablationPages } from './ablation-page'
import { propertiesPage } from './properties-page'
import { releasePages } from './release-pages'
import { storiesText } from './story-places'
import { survivePages } from './survive-page'
import { stoppingPages } from './stopping-page'
import { threeBrokersPages } from './three-brokers-page'
import { trackPages } from './track-page'
import { twoBrokersPages } from './two-brokers-page'

/** Files that are made from the source, by path: a test holds them to it. */
export const madeFiles = (root: string): readonly (readonly [string, string])[] => {
  const places = placesIn(root)
  return [
    ['lab/records/places.json', placesText(places)],
    ['docs/properties.md', propertiesPage(root)],
    ...Object.entries(schemas).map(([name, text]) => [`docs/schemas/${name}.schema.json`, text] as const),
    ...releasePages(places.decisions),
    ...stoppingPages(),
    ...survivePages(),
    ['lab/records/stories.json', storiesText(root)],
    ...trackPages(),
    ...twoBrokersPages(),
    ...threeBrokersPages(),
    ...ablationPages(),
  ]
}
