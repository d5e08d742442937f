import { basename } from 'node:path'
import { campaignQuestion, type Campaign, type CampaignQuestion, type Hunts } from '../lab/campaign/list'
import { campaignShape, type CampaignFile } from '../lab/campaign/shape'
import { optionsOf } from '../lab/questions/ask'
import { badInput, expected, isBadInput } from '../lab/questions/bad-input'
import { hunted } from '../lab/records/hunts'
import { strategies } from '../explorer/strategies/names'
import { QUESTION_WORDS, type Options } from '../lab/questions/words'
import { printable } from '../reports/printable'
import { readLined } from '../reports/read-lined'
import { USUAL, USUAL_WALK } from './options'

type Place = readonly (string | number)[]

/** Reads the file of a campaign. What does not make sense is bad input that names the line. */
export const readCampaign = (path: string, text: string): Campaign => {
  const lined = readLined(text, 'words')
  if ('wrong' in lined) throw badInput(`${path}:${lined.line}: this is not YAML: ${lined.wrong}`)
  const refuse: Refuse = (place, wrong, below = []) => {
    const where = place.length === 0 ? '' : `${place.map(String).join('.')}: `
    return badInput(`${path}:${lined.lineOf([...place, ...below])}: ${printable(`${where}${wrong}`)}`)
  }
  const found = campaignShape.safeParse(lined.value)
  if (!found.success) {
    const [issue] = found.error.issues
    const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    throw refuse(issue?.path ?? [], issue?.message ?? 'not as expected', keys)
  }
  const { name = nameOf(path), seeds = [USUAL_WALK['seed'] ?? ''], walks, searches, hunts } = found.data
  if (name === '') throw refuse([], 'its name gives the campaign no name: expected name: with a word')
  const twice = seeds.findIndex((seed, index) => seeds.indexOf(seed) < index)
  if (twice >= 0) throw refuse(['seeds', twice], `'${seeds[twice]}' is there twice: expected each seed once`)
  return {
    ...{ name, seeds, questions: questionsOf(found.data, refuse) },
    ...(walks === undefined ? {} : { walks: { runs: walks.runs, steps: walks.steps ?? Number(USUAL_WALK['steps']) } }),
    ...(searches === undefined ? {} : { searches: { states: searches['max-states'] } }),
    ...(hunts === undefined ? {} : { hunts: huntsOf(hunts) }),
  }
}

/** All bugs by all strategies, unless some are named. */
const huntsOf = ({ bugs, strategies: some, ...rest }: NonNullable<CampaignFile['hunts']>): Hunts => ({
  ...{ bugs: bugs ?? hunted.map(({ name }) => name), strategies: some ?? strategies, ...rest },
})

const nameOf = (path: string): string =>
  basename(path)
    .replace(/\.ya?ml$/, '')
    .replace(/[^\w-]+/g, '-')
    .slice(0, 60)

/** `below`: what stands at the line within the place. */
type Refuse = (place: readonly PropertyKey[], wrong: string, below?: readonly string[]) => Error

/** Each version with each of the settings in each world. */
const questionsOf = (file: CampaignFile, refuse: Refuse): readonly CampaignQuestion[] => {
  const versions = (file.versions ?? []).map((one, index) => versionOf(one, ['versions', index], refuse))
  const settings = part(file.settings, 'settings', refuse)
  const worlds = part(file.worlds, 'worlds', refuse)
  const asked = versions.flatMap((version) =>
    settings.flatMap((some) => worlds.map((world) => joined([version, some, world], refuse))),
  )
  refuseTwice(asked, refuse)
  return asked.map(({ question }) => question)
}

interface Part {
  readonly words: Options
  /** The name of a release, and nothing else. */
  readonly isWord?: boolean
  readonly place: Place
}

const part = (items: readonly Options[] | undefined, name: string, refuse: Refuse): readonly Part[] =>
  (items ?? [{}]).map((words, index) => ({
    words: known(words, [name, index], OTHER_WORDS, refuse),
    place: [name, index],
  }))

const VERSION_WORDS = ['kafka', 'without', 'with']
const OTHER_WORDS = QUESTION_WORDS.filter((word) => !VERSION_WORDS.includes(word))

const known = (words: Options, place: Place, names: readonly string[], refuse: Refuse): Options => {
  const stray = Object.keys(words).find((name) => !names.includes(name))
  if (stray !== undefined) throw refuse([...place, stray], `there is no such option${expected(stray, names)}`)
  return words
}

const versionOf = (one: string | Options, place: Place, refuse: Refuse): Part => {
  const words = typeof one === 'string' ? { kafka: one } : known(one, place, VERSION_WORDS, refuse)
  if (words['kafka'] === undefined) throw refuse(place, 'kafka is missing: expected a release, or baseline')
  return { words, place, isWord: typeof one === 'string' }
}

interface Joined {
  readonly question: CampaignQuestion
  readonly place: Place
}

/** A question of three parts. What is wrong with it is said where its option stands. */
const joined = (parts: readonly Part[], refuse: Refuse): Joined => {
  const words: Options = Object.fromEntries(parts.flatMap((one) => Object.entries(one.words)))
  const [version] = parts
  try {
    const grain = words['reassign'] === undefined ? (USUAL_WALK['grain'] ?? '') : 'atomic'
    const question = campaignQuestion(words, { walks: { ...USUAL, grain }, searches: USUAL })
    return { question, place: version?.place ?? [] }
  } catch (error) {
    if (!isBadInput(error)) throw error
    const named = /^--([\w-]+)/.exec(error.message)?.[1] ?? ''
    const holder = parts.find((one) => named in one.words && !(one.isWord && named === 'kafka'))
    throw refuse(
      holder === undefined ? (version?.place ?? []) : [...holder.place, named],
      error.message.replace(/^--[\w-]+ /, ''),
    )
  }
}

/** Two releases may have one preset: the same question twice would count twice. */
const refuseTwice = (asked: readonly Joined[], refuse: Refuse): void => {
  const before = new Map<string, CampaignQuestion>()
  for (const { question, place } of asked) {
    const whole = JSON.stringify([optionsOf(question.walked), optionsOf(question.searched), question.open])
    const other = before.get(whole)
    if (other !== undefined) throw refuse(place, `it asks what '${said(other)}' asks: expected each question once`)
    before.set(whole, question)
  }
}

const said = ({ words }: CampaignQuestion): string =>
  Object.entries(words)
    .map(([name, word]) => `${name} ${word}`)
    .join(', ')
