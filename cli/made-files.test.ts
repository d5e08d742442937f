import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeFiles } from './made-files'

const ROOT = join(__dirname, '..')

test.each(madeFiles(ROOT))('%s is what the source generates; npm run pages writes it', (path, text) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text)
})
