import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Point = readonly [number, number]
type Geometry = {
  readonly id: string
  readonly type: 'Polygon' | 'MultiPolygon'
  readonly properties: { readonly name: string }
  readonly arcs: number[][] | number[][][]
}
type Topology = {
  readonly transform: { readonly scale: Point; readonly translate: Point }
  readonly arcs: readonly (readonly Point[])[]
  readonly objects: { readonly counties: { readonly geometries: readonly Geometry[] } }
}

const radians = Math.PI / 180

/** Equal-area conic projection of Albers with California's usual parallels (34° and 40.5°); y grows downwards. */
const albers = ([longitude, latitude]: Point): Point => {
  const [south, north, middle] = [34 * radians, 40.5 * radians, 37.5 * radians]
  const n = (Math.sin(south) + Math.sin(north)) / 2
  const c = Math.cos(south) ** 2 + 2 * n * Math.sin(south)
  const radius = (angle: number) => Math.sqrt(c - 2 * n * Math.sin(angle)) / n
  const turn = n * (longitude + 120) * radians
  const away = radius(latitude * radians)
  return [away * Math.sin(turn), away * Math.cos(turn) - radius(middle)]
}

/** The rings of a county as projected points; TopoJSON arcs are chains of differences, ~i is arc i backwards. */
const ringsOf = (topology: Topology, geometry: Geometry): Point[][] => {
  const { scale, translate } = topology.transform
  const arc = (index: number): Point[] => {
    let [x, y] = [0, 0]
    const points = (topology.arcs[index < 0 ? ~index : index] ?? []).map(([dx, dy]) => {
      x += dx
      y += dy
      return albers([x * scale[0] + translate[0], y * scale[1] + translate[1]])
    })
    return index < 0 ? points.reverse() : points
  }
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs as number[][]] : (geometry.arcs as number[][][])
  return polygons.flat().map((ring) => ring.flatMap(arc))
}

const onOneLine = (one: Point, two: Point, three: Point): boolean =>
  (two[0] - one[0]) * (three[1] - two[1]) === (two[1] - one[1]) * (three[0] - two[0])

/** Drops repeated points and points on a straight line. */
const slim = (points: readonly Point[]): Point[] => {
  const kept: Point[] = []
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last && last[0] === point[0] && last[1] === point[1]) continue
    if (before && last && onOneLine(before, last, point)) kept.pop()
    kept.push(point)
  }
  return kept
}

const pathOf = (rings: readonly Point[][]): string =>
  rings
    .map(slim)
    .filter((ring) => ring.length > 3)
    .map((ring) => {
      const steps = ring.slice(1, -1).map((point, at) => {
        const [x, y] = ring[at] ?? point
        return `${point[0] - x},${point[1] - y}`
      })
      return `M${ring[0]?.join(',')}l${steps.join(' ').replaceAll(' -', '-').replaceAll(',-', '-')}z`
    })
    .join('')

/** Writes california_counties.json: {viewBox, counties: [{id: FIPS code, name, path}]}, whole pixels, `width` wide. */
export const writeCounties = (source: string, country: string, width: number): void => {
  const topology = JSON.parse(readFileSync(join(source, 'geo/us-counties-10m.topo.json'), 'utf8')) as Topology
  const geometries = topology.objects.counties.geometries.filter(({ id }) => id.startsWith('06'))
  const shapes = geometries.map((geometry) => ({ geometry, rings: ringsOf(topology, geometry) }))
  const points = shapes.flatMap(({ rings }) => rings.flat())
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))]
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))]
  const scale = width / (right - left)
  const pixel = ([x, y]: Point): Point => [Math.round((x - left) * scale), Math.round((y - top) * scale)]
  const counties = shapes
    .map(({ geometry: { id, properties }, rings }) => ({
      id,
      name: properties.name,
      path: pathOf(rings.map((ring) => ring.map(pixel)))
    }))
    .sort((one, other) => one.id.localeCompare(other.id))
    .map((county) => JSON.stringify(county))
  const viewBox = `0 0 ${width} ${Math.round((bottom - top) * scale)}`
  const text = `{\n"viewBox": "${viewBox}",\n"counties": [\n${counties.join(',\n')}\n]\n}\n`
  writeFileSync(join(country, 'california_counties.json'), text)
}
