import { Bars } from './bars.tsx'
import { Bullseye } from './bullseye.tsx'
import { Columns } from './columns.tsx'
import { useWords, WordsProvider } from './context.ts'
import { Curve } from './curve.tsx'
import { sampleAreas } from './design.map.ts'
import { Part } from './design.part.tsx'
import {
  sampleArabic,
  sampleBars,
  sampleGates,
  sampleLayers,
  sampleLinks,
  sampleMatrix,
  samplePhases,
  samplePlumb,
  sampleStakeholders,
  sampleVenn,
  sampleWhys
} from './design.sample.ts'
import { sampleText as text } from './design.text.ts'
import { Figure } from './figure.tsx'
import { Funnel } from './funnel.tsx'
import { Gantt } from './gantt.tsx'
import { HeatTable } from './heat-table.tsx'
import { Matrix } from './matrix.tsx'
import { Skeleton } from './notice.tsx'
import { PlanMap } from './plan-map.tsx'
import { PlumbRows } from './plumb-rows.tsx'
import { RegionMap } from './region-map.tsx'
import { DataTable } from './table.tsx'
import { Venn } from './venn.tsx'
import { WhyTree } from './why-tree.tsx'

const source = text.source
const reference = { value: 0.421, label: text.reference }

/** Every drawing in its figure, with small and suppressed cells, then some of them from right to left. */
export function Drawings() {
  const words = useWords()
  return (
    <Part name="drawings">
      <Figure
        id="plumb"
        title={text.plumbTitle}
        unit={text.plumbUnit}
        source={source}
        csvHref="#plumb"
        recordsHref="#plumb"
        how={text.how}
        table={
          <DataTable
            caption={text.plumbTitle}
            captionHidden
            columns={[
              { key: 'label', label: text.columnName, head: true },
              { key: 'n', label: text.columnCases, numeric: true, cell: ({ n }) => words.number(n) },
              { key: 'value', label: text.columnShare, numeric: true, cell: ({ value }) => words.share(value) }
            ]}
            rows={samplePlumb}
          />
        }
      >
        <PlumbRows rows={samplePlumb} reference={reference} />
      </Figure>
      <div class="two-even">
        <Figure title={text.barsTitle} unit={text.barsUnit} source={source} csvHref="#drawings">
          <Bars rows={text.bars} />
        </Figure>
        <Figure title={text.columnsTitle} unit={text.columnsUnit} source={source} csvHref="#drawings">
          <Columns bars={text.columns} />
        </Figure>
        <Figure title={text.funnelTitle} unit={text.funnelUnit} source={text.ownSource} example>
          <Funnel stages={text.stages} />
        </Figure>
        <Figure title={text.curveTitle} unit={text.curveUnit} source={source}>
          <Curve
            points={text.curve}
            cited={{ x: 0.1, y: 0.81, label: text.curveCited }}
            equal={text.curveEqual}
            across={text.curveAcross}
            label={text.curveTitle}
          />
        </Figure>
        <Figure title={text.heatTitle} unit={text.heatUnit} source={source}>
          <HeatTable
            caption={text.heatTitle}
            head={text.columnIndustry}
            columns={text.heatColumns}
            rows={text.heatRows}
          />
        </Figure>
        <Figure id="map" title={text.mapTitle} unit={text.mapUnit} source={source}>
          <RegionMap areas={sampleAreas} viewBox="60 170 235 180" label={text.mapTitle} named={['los-angeles']} />
        </Figure>
        <Figure title={text.loadingTitle} unit={text.barsUnit} source={source}>
          <Skeleton lines={5} />
        </Figure>
      </div>
      <Figure id="matrix" title={text.matrixTitle} unit={text.matrixUnit} source={source} csvHref="#matrix">
        <Matrix
          items={sampleMatrix}
          quadrants={text.quadrants}
          axes={text.axes}
          reference={{ x: 0.5, label: text.reference }}
          label={text.matrixTitle}
        />
      </Figure>
      <div class="two-even">
        <Figure id="venn" title={text.vennTitle} unit={text.vennUnit} source={text.ownSource} example>
          <Venn circles={text.circles} items={sampleVenn} label={text.vennTitle} />
        </Figure>
        <section class="stack-s">
          <h3>{text.whyTitle}</h3>
          <WhyTree root={text.whyRoot} whys={sampleWhys} />
        </section>
      </div>
      <Figure id="bullseye" title={text.bullseyeTitle} unit={text.bullseyeUnit} source={text.ownSource} example>
        <Bullseye items={sampleStakeholders} rings={text.rings} label={text.bullseyeTitle} />
      </Figure>
      <Figure id="plan-map" title={text.mapOfPlanTitle} unit={text.mapOfPlanUnit} source={text.ownSource} example>
        <PlanMap layers={sampleLayers} links={sampleLinks} label={text.mapOfPlanTitle} />
      </Figure>
      <Figure id="gantt" title={text.ganttTitle} unit={text.ganttUnit} source={text.ownSource} example>
        <Gantt bars={sampleBars} phases={samplePhases} gates={sampleGates} today="2026-11-22" label={text.ganttTitle} />
      </Figure>
      <RightToLeft />
    </Part>
  )
}

function RightToLeft() {
  const words = useWords()
  return (
    <WordsProvider value={{ ...words, language: 'ar', direction: 'rtl' }}>
      <section class="stack" id="rtl" lang="ar" dir="rtl">
        <h3>{text.arabicFinding}</h3>
        <Figure title={text.arabicFinding} unit={text.arabicUnit} source={text.arabicSource}>
          <PlumbRows rows={sampleArabic.plumb} reference={{ value: 0.421, label: text.arabicReference }} />
        </Figure>
        <Figure title={text.arabicFinding} unit={text.arabicUnit} source={text.arabicSource}>
          <Matrix
            items={sampleArabic.matrix}
            quadrants={text.arabicQuadrants}
            axes={text.arabicAxes}
            reference={{ x: 0.5, label: text.arabicReference }}
            label={text.arabicFinding}
          />
        </Figure>
        <Figure title={text.arabicFinding} unit={text.arabicUnit} source={text.arabicSource}>
          <Bullseye items={sampleArabic.stakeholders} rings={text.arabicRings} label={text.arabicFinding} />
        </Figure>
        <Figure title={text.arabicFinding} unit={text.arabicUnit} source={text.arabicSource}>
          <Gantt bars={sampleArabic.bars} gates={text.arabicGates} today="2026-11-22" label={text.arabicFinding} />
        </Figure>
      </section>
    </WordsProvider>
  )
}
