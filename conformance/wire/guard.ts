/** A small process that outlives this one, so that no broker does: also where this one is killed. */
import { spawn } from 'node:child_process'

export interface Guard {
  /** This process has to be gone when we are. */
  watch(pid: number): void
  /** Does its work now. Resolves when it is done. */
  end(): Promise<void>
}

/**
 * It reads process ids from a pipe that only this process holds. When the pipe ends, for whatever reason, it kills them all, and
 * removes the folder. It is in a process group of its own, so Ctrl-C does not reach it.
 */
export const startGuard = (folder: string): Guard => {
  const shell = spawn('sh', ['-c', SCRIPT, 'tidemark-guard', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const ended = new Promise<void>((done) => shell.on('close', () => done()).on('error', () => done()))
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    end: async () => {
      shell.stdin.end()
      await ended
    },
  }
}

const SCRIPT = `while read -r pid; do pids="$pids $pid"; done
[ -n "$pids" ] && kill -9 $pids 2>/dev/null
rm -rf "$1"`
