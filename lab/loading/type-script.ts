import type * as TsNode from 'ts-node'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { badInput } from '../questions/bad-input'

/**
 * Lets Node load TypeScript: with the ts-node that is installed where the file is, or by itself where it can. Types are
 * not checked; that is the task of tsc. Bad input where neither is there.
 */
export const compileTypeScript = (at: string, path: string, option: string): void => {
  if (isReady()) return
  const tsNode = tsNodeNear(at)
  if (tsNode === undefined && canNode()) return
  if (tsNode === undefined)
    throw badInput(
      `${option}: '${path}' is TypeScript: expected ts-node in its project (npm install --save-dev ts-node typescript), or a .js file`,
    )
  try {
    tsNode.register({
      ...{ transpileOnly: true, skipProject: true, cwd: dirname(at) },
      // A package of ES modules is loaded all the same: what is loaded here is compiled to CommonJS.
      moduleTypes: { '**/*': 'cjs' },
      compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true },
      // With CommonJS comes a way to resolve modules that TypeScript 6 calls deprecated. Nothing is resolved here.
      ignoreDiagnostics: [5101, 5107],
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw badInput(`${option}: '${path}': the ts-node of its project does not work: ${reason}`)
  }
}

/** This program runs from its sources, so a compiler is there; or ts-node has been registered before. */
const isReady = (): boolean => __filename.endsWith('.ts') || Symbol.for('ts-node.register.instance') in process

/** A Node that removes types by itself. */
const canNode = (): boolean => Boolean((process.features as { readonly typescript?: unknown }).typescript)

const tsNodeNear = (at: string): typeof TsNode | undefined => {
  const near = createRequire(join(dirname(at), 'from-here.js'))
  try {
    return near('ts-node') as typeof TsNode
  } catch {
    return undefined
  }
}
