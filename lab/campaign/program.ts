import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** The rooms whose code decides what a job answers. */
const ROOMS = ['contract', 'kit', 'model', 'properties', 'explorer', 'lab', 'specimens']

/**
 * A checksum of the program: its version, as it is given, and the code of every room that can change an answer. Results of another
 * program are not reused, and its workers take no jobs of this one. The sources and a build of them differ.
 */
export const programSum = (version: string, root = ROOT): string => {
  const ending = __filename.endsWith('.ts') ? /^(?!.*\.(test|fixture)\.ts$).*\.ts$/ : /\.js$/
  const sum = createHash('sha256').update(version)
  for (const room of ROOMS) {
    const names = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    for (const name of names.filter((one) => ending.test(one)).sort())
      sum.update(`\n${room}/${name.replaceAll('\\', '/')}\n`).update(readFileSync(join(root, room, name)))
  }
  return sum.digest('hex').slice(0, 12)
}
