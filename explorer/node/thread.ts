import { Worker } from 'node:worker_threads'

/**
 * Starts a thread on a module of this project, by its path without extension, and gives it plain data. Run from its sources,
 * the project has to be compiled in the thread as well, which does not inherit the compiler of the process that starts it.
 */
export const startThread = (module: string, data: unknown): Worker => {
  const isSource = __filename.endsWith('.ts')
  return new Worker(`${module}${isSource ? '.ts' : '.js'}`, {
    workerData: data,
    execArgv: isSource ? ['-r', 'ts-node/register/transpile-only'] : [],
  })
}
