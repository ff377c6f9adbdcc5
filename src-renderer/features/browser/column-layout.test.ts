import { describe, expect, it } from 'vitest';
import {
  initialLayout,
  moveColumn,
  parseLayout,
  pixelsOf,
  resizeColumn,
  shownColumns,
  stepColumn,
  toggleColumn,
} from './column-layout.ts';

describe('columns', () => {
  it('are hidden and shown where they were', () => {
    const without = toggleColumn(initialLayout, 'category');
    expect(shownColumns(without)).not.toContain('category');
    expect(toggleColumn(without, 'category')).toEqual(initialLayout);
    expect(toggleColumn(initialLayout, 'name')).toEqual(initialLayout);
  });

  it('move to where another stands, from either side', () => {
    expect(shownColumns(moveColumn(initialLayout, 'duration', 'name')).slice(0, 3)).toEqual([
      'duration',
      'name',
      'waveform',
    ]);
    expect(shownColumns(moveColumn(initialLayout, 'name', 'category')).slice(0, 3)).toEqual([
      'waveform',
      'category',
      'name',
    ]);
  });

  it('step past their neighbour in sight and stop at the edge', () => {
    expect(shownColumns(stepColumn(initialLayout, 'name', 1)).slice(0, 2)).toEqual(['waveform', 'name']);
    expect(stepColumn(initialLayout, 'name', -1)).toEqual(initialLayout);
  });

  it('stay within what can be seen and handled', () => {
    expect(pixelsOf(resizeColumn(initialLayout, 'rate', 3), 'rate')).toBe(36);
    expect(pixelsOf(resizeColumn(initialLayout, 'rate', 90.4), 'rate')).toBe(90);
  });

  it('are read again as they were kept, with what has come since at the end', () => {
    const changed = resizeColumn(toggleColumn(moveColumn(initialLayout, 'rate', 'name'), 'folder'), 'name', 300);
    expect(parseLayout(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
    const older = parseLayout({ order: ['duration', 'name', 'gone'], hidden: [], pixels: { name: 'wide' } });
    expect(older?.order.slice(0, 2)).toEqual(['duration', 'name']);
    expect(older?.hidden).toContain('folder');
    expect(parseLayout('columns')).toBeUndefined();
  });
});
