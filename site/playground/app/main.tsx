import { render } from 'preact'
import type { Catalogue } from '../catalogue'
import type { FrameAround } from '../frame-around'
import { App } from './app'

/** The page contains its data as text: what the form offers, the program of the worker, and the page that draws. */
const main = (): void => {
  const root = document.getElementById('app')
  if (root === null) return
  render(
    <App
      catalogue={dataIn('catalogue') as Catalogue}
      program={dataIn('worker') as string}
      around={dataIn('page') as FrameAround}
    />,
    root,
  )
}

const dataIn = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? 'null')

main()
