import { join } from 'node:path'
import { compiled } from '../compiled'

/** The text of files of the project, by their paths from its root. */
export type Texts = Readonly<Record<string, string>>

/** Files that this process loads from now on have another text than the one on disk. */
export const loadInstead = (root: string, texts: Texts): void => {
  const instead = new Map(Object.entries(texts).map(([file, text]) => [join(root, file), text]))
  const asOnDisk = require.extensions['.ts']
  require.extensions['.ts'] = (module: NodeJS.Module, path: string): void => {
    const text = instead.get(path)
    if (text === undefined) asOnDisk?.(module, path)
    else (module as Compiling)._compile(compiled(text), path)
  }
}

type Compiling = NodeJS.Module & { _compile(code: string, path: string): void }
