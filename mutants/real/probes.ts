/** Which guards of the model ever hold while it runs. */
import ts from 'typescript'
import { nameOf, type Mutant } from '../mutant'

/** A mutant by its name and place, because a file may have the same text twice. */
export const keyOf = (mutant: Mutant): string => `${nameOf(mutant)} @${mutant.start}`

/** The text of a file in which each of these guards notes its key when it holds. */
export const probed = (source: string, guards: readonly Mutant[]): string => {
  const tree = ts.createSourceFile('probed.ts', source, ts.ScriptTarget.ES2022, true)
  const found: { readonly at: number; readonly text: string }[] = []
  const visit = (node: ts.Node): void => {
    const guard = ts.isIfStatement(node) && guards.find(({ start }) => start === node.getStart(tree))
    if (guard && ts.isIfStatement(node)) {
      found.push({ at: node.thenStatement.getStart(tree), text: `{ ${HELD}.add(${JSON.stringify(keyOf(guard))}); ` })
      found.push({ at: node.thenStatement.end, text: ' }' })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return [...found]
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source)
}

const HELD = 'globalThis.tidemarkHeld'

/** The keys of the guards that hold while `run` runs. */
export const heldWhile = (run: () => void): readonly string[] => {
  const held = new Set<string>()
  Object.assign(globalThis, { tidemarkHeld: held })
  run()
  return [...held].sort()
}
