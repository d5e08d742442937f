import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { allAmendments, decisionsOf } from '../model/versions/timeline'
import { base } from '../model/versions/base'

/** A line in the source. */
interface Place {
  readonly path: string
  readonly line: number
}

/**
 * The line of each action's rule and of each decision: the answer of the base, and the answers of the amendments. Some rules are
 * others with KRaft, or are there with KRaft only.
 */
interface Places {
  readonly rules: Readonly<Record<string, Place>>
  readonly kraftRules: Readonly<Record<string, Place>>
  readonly decisions: Readonly<Record<string, Readonly<Record<string, Place>>>>
}

const MACHINE = 'model/machine.ts'
const KRAFT_RULES = 'model/coordinator/kraft/rules.ts'

/** Where the base answers: about replication, about the storage of a log, about moving replicas, and about KRaft. */
const BASES = ['base', 'storage-base', 'disk-base', 'reassignment-base', 'kraft-base'].map(
  (name) => `model/versions/${name}.ts`,
)

/** The places of rules and decisions, read from the source. `npm run pages` writes them into lab/records/places.json, because a package has no source. */
export const placesIn = (root: string): Places => {
  const read = (path: string): Source => sourceOf(root, path)
  const all = allAmendments.map((one) => [one.name, [`model/versions/kips/${one.name}.ts`], decisionsOf(one)] as const)
  return {
    rules: rulesOf(read(MACHINE), TABLES, read),
    kraftRules: rulesOf(read(KRAFT_RULES), KRAFT_TABLES, read),
    decisions: Object.fromEntries(
      [['base', BASES, Object.keys(base)] as const, ...all].map(([name, paths, decisions]) => {
        const sources = paths.map(read)
        return [name, Object.fromEntries(decisions.map((decision) => [decision, decisionIn(sources, decision)]))]
      }),
    ),
  }
}

interface Source {
  readonly path: string
  readonly file: ts.SourceFile
}

const sourceOf = (root: string, path: string): Source => ({
  path,
  file: ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022, true),
})

/** The tables of rules: of replication, of the log on disk, and of moving replicas. */
const TABLES = ['allRules', 'ofStorage', 'ofReassignment']

/** Those that only KRaft has, and those that take the place of others. */
const KRAFT_TABLES = ['ofKraft', 'forked']

/** These change when a rule of the controller takes effect, and not what it does: the place is that of the rule within. */
const AROUND_RULES = ['appended', 'committed']

/** A table of rules maps each action to an imported name. */
const rulesOf = ({ path, file }: Source, names: readonly string[], read: (path: string) => Source): Places['rules'] => {
  const imports = importsOf(file, posix.dirname(path))
  const assigned = names.flatMap((name) => found(declared(file, name), ts.isPropertyAssignment))
  const entries = assigned.map((entry) => {
    const name = nameOfRule(entry.initializer)
    const [first = '', second] = name.split('.')
    const from = imports.get(first)
    if (from === undefined) throw new Error(`${path}: ${name} is not imported`)
    const source = read(from)
    return [entry.name.getText(), placeOf(source, declared(source.file, second ?? first))] as const
  })
  return Object.fromEntries(entries)
}

const nameOfRule = (rule: ts.Expression): string => {
  if (!ts.isCallExpression(rule)) return rule.getText()
  const name = rule.expression.getText()
  const within = rule.arguments.at(-1)
  return within !== undefined && AROUND_RULES.includes(name) ? nameOfRule(within) : name
}

const importsOf = (file: ts.SourceFile, folder: string): ReadonlyMap<string, string> =>
  new Map(
    found(file, ts.isImportDeclaration).flatMap((one) => {
      const path = `${posix.join(folder, (one.moduleSpecifier as ts.StringLiteral).text)}.ts`
      const bound = one.importClause?.namedBindings
      if (bound === undefined) return []
      const names = ts.isNamespaceImport(bound) ? [bound.name] : bound.elements.map(({ name }) => name)
      return names.map((name) => [name.getText(), path] as const)
    }),
  )

/** The answer to a decision: its own constant if it has one, or else its line in the table of the first file that has one. */
const decisionIn = (sources: readonly Source[], decision: string): Place => {
  for (const source of sources) {
    const entry = entryOf(source, decision)
    if (entry === undefined) continue
    const own = ts.isShorthandPropertyAssignment(entry) ? find(source.file, decision) : undefined
    return placeOf(source, own ?? entry)
  }
  throw new Error(`${sources.map(({ path }) => path).join(', ')}: no answer to ${decision}`)
}

const entryOf = (source: Source, decision: string): ts.Node | undefined =>
  found(
    answersIn(source),
    (node) =>
      (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
      node.name.getText() === decision,
  )[0]

/** Where an amendment decides, and not where it says so in words; the base does nothing else before its words. */
const answersIn = ({ file }: Source): ts.Node =>
  find(file, 'base') ?? find(file, 'storageBase') ?? find(file, 'kraftBase') ?? decideIn(file)

const decideIn = (file: ts.SourceFile): ts.Node =>
  found(file, ts.isPropertyAssignment).find(({ name }) => name.getText() === 'decide') ?? file

const placeOf = ({ path, file }: Source, node: ts.Node): Place => ({
  path,
  line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1,
})

const declared = (file: ts.SourceFile, name: string): ts.Node => {
  const node = find(file, name)
  if (node === undefined) throw new Error(`${file.fileName}: no ${name}`)
  return node
}

const find = (file: ts.SourceFile, name: string): ts.Node | undefined =>
  found(file, ts.isVariableDeclaration).find((one) => one.name.getText() === name)

/** All nodes that match, in the order of the text. */
const found = <N extends ts.Node>(
  within: ts.Node,
  isWanted: ((node: ts.Node) => node is N) | ((node: ts.Node) => boolean),
): readonly N[] => {
  const nodes: N[] = []
  const look = (node: ts.Node): void => {
    if (isWanted(node)) nodes.push(node as N)
    ts.forEachChild(node, look)
  }
  look(within)
  return nodes
}

/** lab/records/places.json as it should be. */
export const placesText = (places: Places): string => `${JSON.stringify(places, undefined, 2)}\n`
