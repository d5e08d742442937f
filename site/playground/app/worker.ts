import type { Ask, Told } from '../messages'

export interface Helper {
  ask(ask: Ask): void
  /** Ends what it does at once. */
  restart(): void
}

/** The worker that searches. A page from file:// may not start one from a file, so it is made of text in the page. */
export const startHelper = (text: string, told: (told: Told) => void, failed: (why: string) => void): Helper => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const begin = (): Worker => {
    const worker = new Worker(url)
    worker.onmessage = ({ data }: MessageEvent<Told>) => told(data)
    worker.onerror = ({ message }) => failedIn(message)
    return worker
  }
  const now = { worker: begin() }
  const restart = (): void => {
    now.worker.terminate()
    now.worker = begin()
  }
  const failedIn = (why: string): void => {
    restart()
    failed(why)
  }
  return { ask: (ask) => now.worker.postMessage(ask), restart }
}
