import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/**
 * Starts a thread with a module of this project, given by its path without extension, and plain data. If the project
 * runs from its sources, the thread must compile them as well, because it does not inherit the compiler of its process.
 */
export const startThread = (module: string, data: unknown): Worker => {
  const isSource = __filename.endsWith('.ts')
  return new Worker(`${module}${isSource ? '.ts' : '.js'}`, {
    workerData: data,
    execArgv: isSource ? ['-r', join(__dirname, '..', '..', 'from-source.js')] : [],
  })
}
