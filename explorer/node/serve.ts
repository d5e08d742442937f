import { parentPort } from 'node:worker_threads'
import type { Reply } from './crew'

/** The main loop of a crew thread: it replies to each piece of work with its result. */
export const serve = <T, R>(work: (task: T) => R): void => {
  parentPort?.on('message', (task: T) => parentPort?.postMessage(replyTo(work, task)))
}

const replyTo = <T, R>(work: (task: T) => R, task: T): Reply<R> => {
  try {
    return { result: work(task) }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}
