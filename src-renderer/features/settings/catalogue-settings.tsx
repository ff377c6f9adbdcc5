import { useActions, useAppState } from '../../app/index.ts';
import { bytesWords, countOf, dateWords } from '../../components/index.ts';
import { CacheSettings } from './cache-settings.tsx';
import { UpdateSettings } from './update-settings.tsx';

/** Where the catalogue lies, and its backups. */
export function CatalogueSettings() {
  const { settings, shell } = useActions();
  const facts = useAppState((state) => state.settings.facts);
  const backups = useAppState((state) => state.settings.backups);
  const backingUp = useAppState((state) => state.settings.backingUp);
  return (
    <div className="settings-page">
      <dl className="settings-facts">
        <div>
          <dt>Catalogue</dt>
          <dd className="path">{facts?.catalogue ?? ''}</dd>
        </div>
        <div>
          <dt>Version</dt>
          <dd>
            {facts?.version ?? ''}
            {facts?.readOnly && ', read only: another program has the catalogue'}
          </dd>
        </div>
      </dl>
      {facts !== null && facts.repairs.length > 0 && (
        <section aria-label="Repairs">
          <h3>Mended when it was opened</h3>
          <ul>
            {facts.repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </section>
      )}
      <UpdateSettings />
      <CacheSettings />
      <section aria-label="Backups">
        <div className="settings-head">
          <h3>Backups</h3>
          <button
            type="button"
            className="button button-small"
            disabled={backingUp}
            onClick={() => void settings.backUp()}
          >
            {backingUp ? 'Backing up…' : 'Back up now'}
          </button>
        </div>
        {backups?.length === 0 && <p className="settings-note">There are none yet. One is made each day of work.</p>}
        <ul className="backups">
          {backups?.map((backup) => (
            <li key={backup.file}>
              <span title={backup.file}>{dateWords(backup.madeAt)}</span>
              <span className="settings-note">
                {countOf(backup.sounds, 'sound')}, {countOf(backup.labels, 'label')}, {bytesWords(backup.bytes)}
              </span>
              <button
                type="button"
                className="button button-small"
                disabled={backingUp}
                aria-label={`Restore the backup of ${dateWords(backup.madeAt)}`}
                onClick={() => shell.open({ kind: 'restore', backup })}
              >
                Restore…
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
