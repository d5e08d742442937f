/**
 * Runs tests of rules in this process, up to the first that fails. A compiled file is kept, and only what the model and its tests
 * are is loaded anew for each mutant, once for all tests: no module of the model has a state. So a mutant costs a fraction of what
 * a start of jest costs.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { claimsIn } from './claims'
import { compiled } from './compiled'
import { THROWN } from './failure'
import type { Verdict } from './verdict'

/** The tests of these files, in this order, where one file of the project has another text. Paths are relative to the root. */
export interface Rehearsal {
  readonly tests: readonly string[]
  readonly changed?: { readonly file: string; readonly text: string }
}

/**
 * Returns a function that runs tests of the project at `root`. Its answer is the first that fails, or that none does. `begins` is
 * called with the path of each file of tests before it runs.
 */
export const rehearsing = (
  root: string,
  begins: (where: string) => void = () => undefined,
): ((asked: Rehearsal) => Promise<Verdict>) => {
  const compile = compiling()
  return async ({ tests, changed }) => {
    const path = changed && join(root, changed.file)
    require.extensions['.ts'] = (module: NodeJS.Module, name: string): void =>
      compile(module, name, name === path ? changed?.text : undefined)
    forget(root)
    // It keeps what it has loaded, so that one for all mutants would keep every model.
    const load = createRequire(__filename)
    for (const where of tests) {
      begins(where)
      const failure = await firstFailure(() => void load(join(root, where)))
      if (failure !== undefined) return { killed: true, ...failure, where }
    }
    return { killed: false }
  }
}

const forget = (root: string): void => {
  for (const path of Object.keys(require.cache)) if (path.startsWith(join(root, 'model'))) delete require.cache[path]
}

/** A file that cannot be loaded fails as well: the schedule of a describe block is refused, or the model throws an error. */
const firstFailure = async (load: () => void): Promise<Pick<Verdict, 'by' | 'how'> | undefined> => {
  let title: string | undefined
  try {
    for (const claim of claimsIn(load)) {
      ;({ title } = claim)
      await claim.body()
    }
    return undefined
  } catch (error) {
    if (title !== undefined) return { by: 'test', how: title }
    const why = String(error).split('\n')[0] ?? ''
    return THROWN.test(why) ? { by: 'error', how: why } : { by: 'test', how: why.replace(/^Error: /, '') }
  }
}

type Compiling = NodeJS.Module & { _compile(code: string, path: string): void }

/** Compiles a file as jest does, and keeps the code of every file that has the text that is on disk. */
const compiling = (): ((module: NodeJS.Module, path: string, text?: string) => void) => {
  const known = new Map<string, string>()
  const codeOf = (path: string, text: string | undefined): string => {
    if (text !== undefined) return compiled(text)
    const code = known.get(path) ?? compiled(readFileSync(path, 'utf8'))
    known.set(path, code)
    return code
  }
  return (module, path, text) => (module as Compiling)._compile(codeOf(path, text), path)
}
