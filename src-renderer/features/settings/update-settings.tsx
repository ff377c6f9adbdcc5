import { useActions, useAppState } from '../../app/index.ts';
import { Switch } from '../../components/index.ts';

/** Whether Sonotheque may look for a newer version; never by itself. */
export function UpdateSettings() {
  const { settings } = useActions();
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const on = useAppState((state) => state.settings.settings?.checkForUpdates ?? false);
  const update = useAppState((state) => state.settings.update);
  if (!onDesktop)
    return (
      <section aria-label="Updates">
        <h3>Updates</h3>
        <p className="settings-note">
          In a browser Sonotheque does not look for newer versions. Get them from where you got this one.
        </p>
      </section>
    );
  return (
    <section aria-label="Updates">
      <div className="settings-head">
        <h3>Updates</h3>
        <button
          type="button"
          className="button button-small"
          disabled={update === 'asking'}
          onClick={() => void settings.checkForUpdates()}
        >
          {update === 'asking' ? 'Checking…' : 'Check now'}
        </button>
      </div>
      <Switch on={on} onChange={(checkForUpdates) => void settings.set({ checkForUpdates })}>
        Check for updates when Sonotheque opens
      </Switch>
      <p className="settings-note">
        A check asks the project’s page of releases which is the newest, over the internet. Nothing is sent about you or
        your sounds, and nothing is downloaded. While this is off, nothing is asked unless you press “Check now”.
      </p>
      {update !== null && update !== 'asking' && (
        <p role="status">
          {update.kind === 'newest' && `${update.version} is the newest version.`}
          {update.kind === 'failed' && `${update.message} ${update.nextStep}`}
          {update.kind === 'newer' && (
            <>
              {update.version} is there. It lies at <span className="path">{update.page}</span>
            </>
          )}
        </p>
      )}
    </section>
  );
}
