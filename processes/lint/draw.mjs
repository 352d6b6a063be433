// Draws every model as the picture that Camunda Modeler shows: node draw.mjs <folder for the PNGs> [chromium].
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [out, chromium = 'chromium'] = process.argv.slice(2);
if (!out) {
  throw new Error('Say where the pictures go: node draw.mjs <folder> [chromium]');
}
const here = fileURLToPath(new URL('.', import.meta.url));
const models = join(here, '../src/main/resources/bpmn');
const viewer = readFileSync(join(here, 'node_modules/bpmn-js/dist/bpmn-viewer.production.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'models-'));

for (const file of readdirSync(models).filter((name) => name.endsWith('.bpmn'))) {
  const xml = readFileSync(join(models, file), 'utf8');
  const corners = [...xml.matchAll(/(?:Bounds|waypoint) x="(\d+)" y="(\d+)"(?: width="(\d+)" height="(\d+)")?/g)];
  const width = Math.max(...corners.map(([, x, , w]) => +x + +(w ?? 0))) + 40;
  const height = Math.max(...corners.map(([, , y, , h]) => +y + +(h ?? 0))) + 40;
  const page = join(work, file + '.html');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="canvas" style="width:${width}px;height:${height}px"></div>
<script>${viewer}</script>
<script>
  const viewer = new BpmnJS({ container: '#canvas' });
  viewer.importXML(${JSON.stringify(xml).replaceAll('<', '\\u003c')});
</script>`,
  );
  execFileSync(chromium, [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--virtual-time-budget=5000',
    '--force-device-scale-factor=1', `--window-size=${width},${height}`,
    `--user-data-dir=${join(work, 'profile')}`, `--screenshot=${resolve(out, file.replace('.bpmn', '.png'))}`, page,
  ], { stdio: 'ignore' });
}
rmSync(work, { recursive: true, force: true });
