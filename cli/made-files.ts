import { schemas } from '../reports/schemas'
import { placesText } from './places'
import { propertiesPage } from './properties-page'

/** Files that are generated from the source, by path. A test checks that they are current. */
export const madeFiles = (root: string): readonly (readonly [string, string])[] => [
  ['lab/records/places.json', placesText(root)],
  ['docs/properties.md', propertiesPage(root)],
  ...Object.entries(schemas).map(([name, text]) => [`docs/schemas/${name}.schema.json`, text] as const),
]
