import { parentPort } from 'node:worker_threads'
import type { Reply } from './crew'

/** The main loop of a crew thread: it replies to each piece of work with its result. */
export const serve = <T, R>(work: (task: T) => R | Promise<R>): void => {
  parentPort?.on('message', (task: T) => {
    void replyTo(work, task).then((reply) => parentPort?.postMessage(reply))
  })
}

const replyTo = async <T, R>(work: (task: T) => R | Promise<R>, task: T): Promise<Reply<R>> => {
  try {
    return { result: await work(task) }
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
}
