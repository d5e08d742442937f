/** No file imports itself by way of others, types included: so each can be read after those that it names. */
import { everySource, importsOf, targetOf, withoutEnding } from './sources'

test('no circle of imports runs through the files of this project', () => {
  expect(circlesIn(graphOf())).toEqual([])
})

type Graph = ReadonlyMap<string, readonly string[]>

function graphOf(): Graph {
  return new Map(
    everySource().map((source) => [
      withoutEnding(source.path),
      importsOf(source)
        .filter((imported) => imported.startsWith('.'))
        .map((imported) => targetOf(source, imported)),
    ]),
  )
}

/** A circle for each import that leads back to a file on the way to it: 'a > b > a'. */
function circlesIn(graph: Graph): readonly string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) circles.push([...way.slice(at), file].join(' > '))
    if (at >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return circles
}
