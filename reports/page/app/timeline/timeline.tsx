import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { shortened } from '../find'
import { Diagram } from './diagram'
import { geometryFor, rowsIn, scrollFor, xOf } from './geometry'
import { Rows, type Place } from './rows'

/** The space-time diagram, and one line of text per step. Only the visible part is drawn. */
export const Timeline = (props: Place): JSX.Element => {
  const { moments, step, last } = props
  const { lanes, rerun } = moments.account
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 800, width: 700 })
  const geometry = geometryFor(seen.width, lanes.length)
  const rows = Math.max(last, rerun.diverged?.step ?? 0) + 1
  const look = (): void => {
    const element = box.current
    if (element === null) return
    const now = { top: element.scrollTop, height: element.clientHeight, width: element.clientWidth }
    setSeen((was) => (was.top === now.top && was.height === now.height && was.width === now.width ? was : now))
  }
  useLayoutEffect(() => {
    look()
    const watch = new ResizeObserver(look)
    if (box.current !== null) watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const room = { top: element.scrollTop, height: element.clientHeight - HEAD }
    const top = scrollFor(geometry, room, step)
    if (top !== room.top) element.scrollTop = top
    look()
  }, [step, geometry.row])
  const shown = rowsIn(geometry, seen, rows)
  const width = lanes.length * geometry.pitch
  return (
    <div ref={box} class="timeline" role="region" aria-label="Steps" tabIndex={0} onScroll={look}>
      <div class="lane-heads" aria-hidden="true">
        {lanes.map(({ name, kind }, lane) => (
          <span
            key={lane}
            class={`lane-head ${kind}`}
            style={{ left: `${xOf(geometry, lane)}px`, width: `${geometry.pitch}px` }}
          >
            {nameIn(kind === 'controller' ? kind : shortened(name, 40), geometry.pitch)}
          </span>
        ))}
      </div>
      <div class="canvas" style={{ height: `${rows * geometry.row}px` }}>
        <Rows {...props} geometry={geometry} rows={shown} inset={width} />
        <Diagram moments={moments} geometry={geometry} rows={shown} step={step} width={width} />
      </div>
    </div>
  )
}

/** The height of the lane headings, which cover the rows that scroll below them. */
const HEAD = 36

/** 'broker 2', or 'b2' if lanes are close together. */
const nameIn = (name: string, pitch: number): string => {
  if (pitch >= 60) return name
  const [, number] = /(\d+)$/.exec(name) ?? []
  if (number !== undefined) return `b${number}`
  return name === 'controller' ? 'ctl' : name.slice(0, 3)
}
