import { useWords } from '../ui/context.ts'
import { type MapLayerName, mapLayers, switchLayer } from './map.rules.ts'

/** The layers of the map, each a switch. `href` is the address that shows the given ones. */
export function MapLayers({ shown, href }: { shown: readonly MapLayerName[]; href: (layers: string) => string }) {
  const words = useWords()
  return (
    <nav class="row" aria-label={words.t('chart.map.layers')}>
      <strong aria-hidden="true">{words.t('chart.map.layers')}</strong>
      {mapLayers.map((layer) => (
        <a
          key={layer}
          class={shown.includes(layer) ? 'switch on' : 'switch'}
          href={href(switchLayer(shown, layer).join(','))}
        >
          {words.t(`chart.map.layer.${layer}`)}
          <span class="vh">{` (${words.t(shown.includes(layer) ? 'chart.map.hide' : 'chart.map.show')})`}</span>
        </a>
      ))}
    </nav>
  )
}
