import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutantsOf, type Mutant } from './mutant'

/** Every mutant of every file of the model, in the order of their paths. */
export const everyMutant = (root: string): readonly Mutant[] =>
  filesOf(root).flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')))

const filesOf = (root: string): readonly string[] =>
  readdirSync(join(root, 'model'), { recursive: true, encoding: 'utf8' })
    .map((name) => `model/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
    .sort()
