import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageAppFromSource } from './bundle'

/** Part of `npm run build`: the package contains the program of the page, so it needs no bundler. */
const main = (): void => {
  const to = join(__dirname, '..', '..', 'dist', 'reports', 'page')
  const { script, style } = pageAppFromSource()
  writeFileSync(join(to, 'app.js'), script)
  writeFileSync(join(to, 'app.css'), style)
}

main()
