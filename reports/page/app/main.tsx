import { render } from 'preact'
import type { PageData } from '../data'
import { App } from './app'

/** The page contains its data as text. It is parsed as JSON and drawn as text. */
const main = (): void => {
  const [text, root] = [document.getElementById('data')?.textContent, document.getElementById('app')]
  if (text && root) render(<App data={JSON.parse(text) as PageData} />, root)
}

main()
