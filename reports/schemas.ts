import { z } from 'zod'
import { accountShape } from './account'
import { shapes } from './json'
import { savedCampaign } from './json-campaign'
import { savedShapes } from './saved'

/**
 * New fields may be added at any time, so the published schemas accept additional fields. The program itself is strict.
 */
const open = (schema: { additionalProperties?: unknown }): void => {
  if (schema.additionalProperties === false) delete schema.additionalProperties
}

const schemaText = (name: string, shape: z.ZodType): string => {
  const { $schema, ...rest } = z.toJSONSchema(shape, { override: ({ jsonSchema }) => open(jsonSchema) })
  return `${JSON.stringify({ $schema, $id: `urn:tidemark:${name}:1`, title: `tidemark: ${name}`, ...rest }, undefined, 2)}\n`
}

/** The published JSON Schemas by name: for the output of --json, for saved files, and for `export --format json`. */
export const schemas: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    ...shapes,
    'saved-run': savedShapes.run,
    'saved-baseline': savedShapes.baseline,
    'saved-campaign': savedCampaign,
    account: accountShape,
  }).map(([name, shape]) => [name, schemaText(name, shape)]),
)
