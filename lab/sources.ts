import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { preProcessFile } from 'typescript'

/** A file of this project that is TypeScript. */
export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** The root of the project. */
export const ROOT = join(__dirname, '..')

/** All sources of all rooms, in the order of their paths. */
export const everySource = (): readonly Source[] =>
  readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .flatMap(sourcesIn)

const sourcesIn = (folder: string): readonly Source[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

/** What a source imports, imports of types among it: packages by their names, files as it writes them. */
export const importsOf = ({ text }: Source): readonly string[] =>
  preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)

/** The path of an imported file from the root of the project, without its ending. */
export const targetOf = ({ path }: Source, imported: string): string => posix.join(dirname(path), imported)

export const withoutEnding = (path: string): string => path.replace(/\.tsx?$/, '')

export const isTest = ({ path }: Pick<Source, 'path'>): boolean => /\.(test|fixture)\.ts$/.test(path)
