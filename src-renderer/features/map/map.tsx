import './map.css';
import { useEffect } from 'react';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { Bar, countOf, Icon, remainingWords } from '../../components/index.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { isUnfinished } from '../jobs/job-words.ts';
import { Player } from '../player/player.tsx';
import { Legend } from './legend.tsx';
import { MapCanvas } from './map-canvas.tsx';

const methodNames = { 't-sne': 't-SNE', umap: 'UMAP' } as const;

function Making({ job }: { readonly job: Job }) {
  const { progress } = job;
  const share = job.kind === 'index' ? null : (job.progress?.share ?? null);
  return (
    <div className="map-making" role="status">
      <p>{job.kind !== 'index' && job.progress !== null ? job.progress.sentence : 'Waiting for other work'}</p>
      <Bar name="How far the map is" share={share} />
      {progress?.secondsLeft != null && <p className="map-quiet">{remainingWords(progress.secondsLeft)} left</p>}
    </div>
  );
}

function useMaking(): Job | undefined {
  const byId = useAppState((state) => state.jobs.byId);
  return [...(byId?.values() ?? [])].find((job) => job.kind === 'project' && isUnfinished(job));
}

/** Nothing is kept of this method yet. */
function NoMap() {
  const { map } = useActions();
  const kept = useAppState((state) => state.map.kept);
  const method = useAppState((state) => state.map.method);
  const failure = useAppState((state) => state.map.failure);
  const making = useMaking();
  if (failure !== null) {
    return (
      <div className="map-empty" role="alert">
        <p className="empty-title">
          <Icon name="warning" /> {failure.message}
        </p>
        <p>{failure.nextStep}</p>
      </div>
    );
  }
  if (kept === null) return <div className="map-empty" aria-busy="true" />;
  if (making !== undefined)
    return (
      <div className="map-empty">
        <Making job={making} />
      </div>
    );
  return (
    <div className="map-empty">
      <p className="empty-title">All your sounds on one map</p>
      <p>
        Sounds that are alike lie together: whole groups are heard, labelled or saved by drawing a line around them.
      </p>
      {kept.heardSounds === 0 ? (
        <p className="map-quiet">No sound was listened to yet. Add a folder first.</p>
      ) : (
        <button type="button" className="button button-main" onClick={() => void map.make(method)}>
          Make a map of {countOf(kept.heardSounds, 'sound')} ({methodNames[method]})
        </button>
      )}
    </div>
  );
}

function Chosen() {
  const { map, shell } = useActions();
  const chosen = useAppState((state) => state.map.chosen);
  if (chosen === null) return null;
  return (
    <div className="map-chosen" role="group" aria-label="Chosen sounds">
      <strong>{countOf(chosen.ids.length, 'sound')}</strong>
      <CommandButton id="map.label" className="button button-main">
        Label…
      </CommandButton>
      <CommandButton id="map.save" className="button">
        Save as a collection…
      </CommandButton>
      <button type="button" className="button" onClick={() => shell.open({ kind: 'map-collection', isShown: true })}>
        Show in the library…
      </button>
      <button type="button" className="icon-button" aria-label="Choose none" onClick={map.leaveChosen}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** How the map on show stands against the sounds that there are. */
function Standing() {
  const { map } = useActions();
  const kept = useAppState((state) => state.map.kept);
  const method = useAppState((state) => state.map.method);
  const loaded = useAppState((state) => state.map.loaded);
  const making = useMaking();
  const mine = kept?.kept.find((each) => each.method === method);
  if (loaded === null || mine === undefined) return null;
  return (
    <div className="map-standing">
      <span>
        {countOf(loaded.count, 'sound')}
        {mine.placedLater > 0 && `, ${countOf(mine.placedLater, 'other')} placed since among the nearest`}
        {mine.lacking > 0 && `, ${countOf(mine.lacking, 'other')} being placed`}
      </span>
      {making === undefined ? (
        <button
          type="button"
          className={mine.isStale ? 'button button-small button-main' : 'button button-small'}
          onClick={() => void map.make(method)}
        >
          {mine.isStale ? 'Many sounds are new: make it anew' : 'Make it anew'}
        </button>
      ) : (
        <Making job={making} />
      )}
    </div>
  );
}

/** All sounds at once: those that are alike lie together. */
export function MapScreen() {
  const { map } = useActions();
  const loaded = useAppState((state) => state.map.loaded);
  useEffect(() => map.follow(), [map]);
  return (
    <main className="workplace map-screen">
      {loaded === null ? <aside className="panel" aria-label="What colours mean" /> : <Legend loaded={loaded} />}
      <div className="map-middle">
        {loaded === null ? (
          <NoMap />
        ) : (
          <>
            <MapCanvas loaded={loaded} />
            <Standing />
            <Chosen />
          </>
        )}
      </div>
      <Inspector />
      <Player />
    </main>
  );
}
