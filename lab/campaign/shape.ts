import { z } from 'zod'
import { strategies } from '../../explorer/strategies/names'
import { hunted } from '../records/hunts'

const HUNTED = hunted.map(({ name }) => name)

/** Scalars are read as they are written, so numbers are words here. */
const count = (most: number): z.ZodType<number> =>
  z
    .string({ error: 'expected a number' })
    .refine((word) => /^\d{1,9}$/.test(word) && Number(word) >= 1 && Number(word) <= most, {
      error: `expected a whole number from 1 to ${most}`,
    })
    .transform(Number)

const name = z
  .string({ error: 'expected a name' })
  .regex(/^[\w-]{1,60}$/, 'expected letters, digits, - and _, 60 at most')

const seed = z.string({ error: 'expected a word' }).regex(/^[\w./-]{1,100}$/, 'expected letters, digits, and - . / _')

const value = z.string({ error: 'expected a word, or a list of words' })

/** Options of `check`, without the leading dashes: a list is joined by commas. */
const options = z.record(
  z.string(),
  z.union([value, z.array(value).transform((words) => words.join(','))], {
    error: 'expected a word, or a list of words',
  }),
  { error: 'expected options of check, such as acks: all' },
)

const version = z.union([value, options], { error: 'expected a release, or kafka: with without: and with:' })

const listOf = <T>(item: z.ZodType<T>, what: string): z.ZodType<readonly T[]> =>
  z.array(item, { error: `expected a list of ${what}` }).min(1, `expected a list of ${what}, which is not empty`)

/** A file of `tidemark campaign`. */
export const campaignShape = z
  .strictObject(
    {
      name: name.optional(),
      versions: listOf(version, 'releases').optional(),
      settings: listOf(options, 'settings').optional(),
      worlds: listOf(options, 'worlds').optional(),
      seeds: listOf(seed, 'seeds').optional(),
      walks: z
        .strictObject(
          { runs: count(1e9), steps: count(1e6).optional() },
          { error: expectedKeys('runs, and perhaps steps') },
        )
        .optional(),
      searches: z.strictObject({ 'max-states': count(1e9) }, { error: expectedKeys('max-states') }).optional(),
      hunts: z
        .strictObject(
          {
            bugs: listOf(z.enum(HUNTED, { error: `expected bugs of ${HUNTED.join(', ')}` }), 'bugs').optional(),
            strategies: listOf(
              z.enum(strategies, { error: `expected ${strategies.join(', ')}` }),
              'strategies',
            ).optional(),
            seeds: count(1000),
            steps: count(1e9),
          },
          { error: expectedKeys('bugs, strategies, seeds and steps') },
        )
        .optional(),
    },
    { error: expectedKeys('name, versions, settings, worlds, seeds, walks, searches and hunts') },
  )
  .refine(({ walks, searches, hunts }) => walks !== undefined || searches !== undefined || hunts !== undefined, {
    error: 'expected walks, or searches, or both',
  })
  .refine(
    ({ walks, searches, versions }) => versions !== undefined || (walks === undefined && searches === undefined),
    {
      path: ['versions'],
      error: 'expected a list of releases',
    },
  )

export type CampaignFile = z.infer<typeof campaignShape>

function expectedKeys(known: string): (issue: { readonly code?: string; readonly keys?: readonly string[] }) => string {
  return ({ code, keys = [] }) =>
    code === 'unrecognized_keys' ? `there is no '${keys.join("', '")}': expected ${known}` : `expected ${known}`
}
