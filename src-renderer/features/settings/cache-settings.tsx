import { useEffect } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { bytesWords } from '../../components/index.ts';

const MEBIBYTE = 2 ** 20;
const sizes: readonly number[] = [512, 1_024, 2_048, 4_096, 8_192, 16_384];

/** Parts that were taken out of the window: how much room they take, and may take. */
export function CacheSettings() {
  const { settings } = useActions();
  const cache = useAppState((state) => state.settings.cache);
  const most = useAppState((state) => state.settings.settings?.cacheMegabytes ?? null);
  useEffect(() => void settings.loadCache(), [settings]);
  const offered = most === null || sizes.includes(most) ? sizes : [...sizes, most].sort((a, b) => a - b);
  return (
    <section aria-label="Cache">
      <div className="settings-head">
        <h3>Parts made for other programs</h3>
        <button
          type="button"
          className="button button-small"
          disabled={cache === null || cache.bytes === 0}
          onClick={() => void settings.clearCache()}
        >
          Clear
        </button>
      </div>
      <div className="settings-head">
        <p className="settings-note">
          {cache === null
            ? ' '
            : cache.bytes === 0
              ? 'None now.'
              : `${bytesWords(cache.bytes)} now; those of the last minutes stay.`}
        </p>
        <label className="settings-inline">
          At most
          <select
            className="field"
            value={most ?? ''}
            onChange={({ target }) => void settings.set({ cacheMegabytes: Number(target.value) })}
          >
            {offered.map((size) => (
              <option key={size} value={size}>
                {bytesWords(size * MEBIBYTE)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}
