import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawPicture } from './picture.ts'

const css = '@import "./x.css"; :root { --ink: #12242b; --mark: var(--ink); } @media screen { :root { --ink: #fff; } } .bar { fill: var(--mark); }'

test('x', async () => {
  const out = await drawPicture(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" font-size="18" font-family="var(--face)">
  <rect width="640" height="300" fill="#fff"/><rect class="bar" x="300" width="40" height="20"/>
  <text x="630" y="40">الحد الأدنى للأجور US WHD في لوس أنجلوس 57.9%</text>
  <text x="630" y="80" font-weight="700">الحد الأدنى للأجور (1,180 ورشة) 2026–2028</text>
  <text x="320" y="120" text-anchor="middle">لماذا؟ لأن العقوبة نادرًا 🧵 ما تتبع، \u200e-5 نقاط. Café</text>
  <text x="10" y="160" text-anchor="end">ينتهي هنا <tspan font-weight="700">عريض</tspan> ثم عادي.</text>
  <text><tspan x="630" y="200">السطر الأول،</tspan><tspan x="630" y="230">السطر الثاني: 81 %</tspan></text>
  <text x="10" y="270" direction="ltr">One case in ten ✓ → ≥ 5 <tspan font-weight="700">bold</tspan></text>
  <line x1="630" x2="630" y1="0" y2="300" stroke="#a06800"/><line x1="10" x2="10" y1="0" y2="300" stroke="#a06800"/></svg>`, { width: 640, height: 300, css, direction: 'rtl' })
  writeFileSync('/tmp/t3.png', out.png)
  writeFileSync('/tmp/t3.svg', out.svg)
  expect(out.svg).not.toContain('<text')
})
