import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Icon } from '../../components/index.ts';

/** Libraries whose folder is not there now, and the ways on. */
export function AwayNotes() {
  const { library: actions } = useActions();
  const away = useAppState((state) => state.library.libraries)?.filter(({ connected }) => !connected) ?? [];
  return (
    <div role="status">
      {away.map(({ id, name, path, sounds }) => (
        <section key={id} className="away" aria-label={`${name} is away`}>
          <p className="away-title">
            <Icon name="warning" />
            <span>{name} is not there now.</span>
          </p>
          <p className="away-path" title={path} dir="auto">
            {path}
          </p>
          <p>{countOf(sounds, 'sound')} and all labels wait for it. It comes back by itself with its drive.</p>
          <div className="away-ways">
            <button type="button" className="button button-small" onClick={() => void actions.addFolder()}>
              Find its folder…
            </button>
            <button type="button" className="button button-small" onClick={() => void actions.lookForAway()}>
              Look again
            </button>
          </div>
        </section>
      ))}
    </div>
  );
}
