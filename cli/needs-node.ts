/** Imported before all else, because an older Node fails while it loads the rest. */
import { tooOld } from './node-version'

const trouble = tooOld(process.versions.node)
if (trouble !== undefined) {
  process.stderr.write(`tidemark: ${trouble}\n`)
  process.exit(2)
}
