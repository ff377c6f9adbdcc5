import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  initialLayout,
  layoutOf,
  moveColumn,
  pixelsOf,
  resizeColumn,
  rowHeightOf,
  shownColumns,
  stepColumn,
  tableWidth,
  toggleColumn,
  withMatches,
  withoutMatches,
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
    const read = layoutOf(columnsOf(changed));
    expect({ ...read, hidden: new Set(read.hidden) }).toEqual({ ...changed, hidden: new Set(changed.hidden) });
    const older = layoutOf([
      { name: 'duration', shown: true, widthPixels: null },
      { name: 'name', shown: false, widthPixels: 5_000 },
      { name: 'gone', shown: true, widthPixels: 50 },
    ]);
    expect(older.order.slice(0, 2)).toEqual(['duration', 'name']);
    expect(older.hidden).toContain('folder');
    expect(shownColumns(older)).toContain('name');
    expect(pixelsOf(older, 'name')).toBe(900);
    expect(layoutOf([])).toEqual(initialLayout);
  });

  it('fit beside those of similar sounds into the smallest window, unless a person made them wider', () => {
    expect(tableWidth(withMatches(initialLayout))).toBeLessThanOrEqual(730);
    expect(withoutMatches(withMatches(initialLayout)).pixels).toEqual({});
    expect(pixelsOf(withMatches(resizeColumn(initialLayout, 'name', 300)), 'name')).toBe(300);
  });

  it('have the height that is nearest to what is set', () => {
    expect([24, 28, 36, 20, 100].map(rowHeightOf)).toEqual([
      'compact',
      'normal',
      'comfortable',
      'compact',
      'comfortable',
    ]);
  });
});
