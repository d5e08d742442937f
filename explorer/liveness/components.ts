import { Column } from './column'
import type { HealingGraph } from './healing-graph'

/**
 * The strongly connected components of the graph, by Tarjan's algorithm in the form that Pearce gave it ("A
 * space-efficient algorithm for finding strongly connected components", 2016), without recursion.
 *
 * Memory: 4 bytes per state, and up to 16 bytes per state for the stacks, as far as they grow.
 */
export class Components {
  /**
   * By state. 0: not visited, or not in the graph. Above 0: the lowest number of a visit that was reached from the state. Below
   * 0: the number of its component.
   */
  readonly marks: Int32Array
  readonly #graph: HealingGraph
  /** The path from a root to the current state: states, the next step of each, and the number of its visit. */
  readonly #path = new Column(32)
  readonly #steps = new Column(32)
  readonly #visits = new Column(32)
  /** The states that were left, and whose component is not complete. */
  readonly #left = new Column(32)
  #visited = 0
  #component = 0

  constructor(graph: HealingGraph) {
    this.#graph = graph
    this.marks = new Int32Array(graph.expanded)
  }

  get bytes(): number {
    return this.marks.byteLength + this.#path.bytes + this.#steps.bytes + this.#visits.bytes + this.#left.bytes
  }

  /**
   * Finds all components, and yields after each step. `found` is called once for each of them with its states, in no
   * particular order. The array is used again.
   */
  *find(found: (states: readonly number[]) => void): Generator<undefined, undefined> {
    const { expanded, within } = this.#graph
    const states: number[] = []
    for (let root = 0; root < expanded; root++) {
      if (within[root] === 0 || this.marks[root] !== 0) continue
      this.#enter(root)
      while (this.#path.length > 0) {
        if (!this.#goOn() && this.#leave(states)) found(states)
        yield
      }
    }
  }

  #enter(state: number): void {
    this.marks[state] = ++this.#visited
    this.#path.push(state)
    this.#steps.push(this.#graph.begins[state] as number)
    this.#visits.push(this.#visited)
  }

  /** Takes the steps of the current state up to the next one that enters a state. False if there is none. */
  #goOn(): boolean {
    const { expanded, within, begins, targets } = this.#graph
    const top = this.#path.length - 1
    const state = this.#path.at(top)
    const end = begins[state + 1] as number
    for (let step = this.#steps.at(top); step < end; step++) {
      const target = targets.at(step)
      if (target >= expanded || within[target] === 0) continue
      if (this.marks[target] === 0) {
        this.#steps.set(top, step + 1)
        this.#enter(target)
        return true
      }
      this.#lower(state, this.marks[target] as number)
    }
    return false
  }

  /** Leaves the current state. True if it completes a component, whose states are then in `states`. */
  #leave(states: number[]): boolean {
    const state = this.#path.pop()
    this.#steps.pop()
    const visit = this.#visits.pop()
    const mark = this.marks[state] as number
    if (this.#path.length > 0) this.#lower(this.#path.at(this.#path.length - 1), mark)
    if (mark < visit) {
      this.#left.push(state)
      return false
    }
    states.length = 0
    states.push(state)
    while (this.#left.length > 0 && (this.marks[this.#left.at(this.#left.length - 1)] as number) >= mark)
      states.push(this.#left.pop())
    this.#component--
    for (const one of states) this.marks[one] = this.#component
    return true
  }

  /** A mark below 0 belongs to a complete component, from which the state cannot be reached. */
  #lower(state: number, mark: number): void {
    if (mark > 0 && mark < (this.marks[state] as number)) this.marks[state] = mark
  }
}
