/**
 * node scripts/packaging/make-icons.ts CHROMIUM: draws icon.svg in every size that the systems want, and writes icon.icns
 * (https://en.wikipedia.org/wiki/Apple_Icon_Image_format) and icon.ico. Run after changing the drawing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const folder = path.join(import.meta.dirname, 'icons');
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024] as const;
const ICNS = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;
const ICO = [16, 32, 48, 64, 256] as const;

type Drawings = { readonly [Size in (typeof SIZES)[number]]: Buffer };

async function draw(executablePath: string): Promise<Drawings> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const source = `data:image/svg+xml;base64,${fs.readFileSync(path.join(folder, 'icon.svg')).toString('base64')}`;
  const drawn: [number, Buffer][] = [];
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}img{display:block;width:100vw}</style><img src="${source}">`);
    await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    drawn.push([size, await page.screenshot({ omitBackground: true })]);
  }
  await browser.close();
  return Object.fromEntries(drawn) as Drawings;
}

function icns(drawings: Drawings): Buffer {
  const parts = ICNS.map(([type, size]) => {
    const head = Buffer.from(`${type}....`, 'latin1');
    head.writeUInt32BE(8 + drawings[size].length, 4);
    return Buffer.concat([head, drawings[size]]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.from('icns....', 'latin1');
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}

function ico(drawings: Drawings): Buffer {
  const head = Buffer.alloc(6 + 16 * ICO.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(ICO.length, 4);
  let offset = head.length;
  for (const [index, size] of ICO.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(drawings[size].length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += drawings[size].length;
  }
  return Buffer.concat([head, ...ICO.map((size) => drawings[size])]);
}

const [, , executablePath = '/usr/bin/chromium'] = process.argv;
const drawings = await draw(executablePath);
fs.writeFileSync(path.join(folder, 'icon.icns'), icns(drawings));
fs.writeFileSync(path.join(folder, 'icon.ico'), ico(drawings));
fs.writeFileSync(path.join(folder, 'drag-64.png'), drawings[64]);
fs.writeFileSync(path.join(folder, 'icon.png'), drawings[1024]);
fs.mkdirSync(path.join(folder, 'linux'), { recursive: true });
for (const size of [16, 32, 48, 64, 128, 256, 512] as const) {
  fs.writeFileSync(path.join(folder, 'linux', `${size}x${size}.png`), drawings[size]);
}
