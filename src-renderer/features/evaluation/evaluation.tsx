import './evaluation.css';
import { useEffect, useMemo } from 'react';
import {
  comparisonTable,
  daviesBouldinFigure,
  differenceFigure,
  macroF1Figure,
  type NamedEvaluation,
  type NumberTable,
  pictureFigure,
  scoreTable,
  silhouetteFigure,
} from '../../../src-shared/figures/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, FigureView, Icon, MenuButton } from '../../components/index.ts';
import { embeddingForms } from './export-forms.ts';
import { Matrix } from './matrix.tsx';
import { SetUp } from './set-up.tsx';

/** In the window's head. */
export function EvaluationHead() {
  return (
    <div className="evaluation-head">
      <h1 className="evaluation-title">Evaluation</h1>
      <span className="evaluation-quiet">How well embeddings tell your sounds apart</span>
    </div>
  );
}

/** The evaluation lab. */
export function Evaluation() {
  const { evaluation } = useActions();
  useEffect(() => void evaluation.load(), [evaluation]);
  return (
    <main className="evaluation">
      <SetUp />
      <div className="evaluation-results">
        <Results />
      </div>
    </main>
  );
}

function Results() {
  const { evaluation: actions } = useActions();
  const shown = useAppState((state) => state.evaluation.shown);
  const before = useAppState((state) => state.evaluation.before);
  const comparison = useAppState((state) => state.evaluation.comparison);
  const versions = useAppState((state) => state.evaluation.versions);
  const failure = useAppState((state) => state.evaluation.failure);
  const kept = useAppState((state) => state.evaluation.kept);
  const evaluations = useMemo((): readonly NamedEvaluation[] => {
    const named = (one: NonNullable<typeof shown>): NamedEvaluation => ({
      name: versions?.find(({ id }) => id === one.evaluation.modelVersion)?.name ?? one.evaluation.modelVersion,
      evaluation: one.evaluation,
    });
    return [before, shown].flatMap((one) => (one === null ? [] : [named(one)]));
  }, [before, shown, versions]);
  const pictures = useMemo(() => evaluations.flatMap((one) => pictureFigure(one) ?? []), [evaluations]);
  const fault = failure !== null && (
    <div className="evaluation-empty" role="alert">
      <p className="empty-title">
        <Icon name="warning" /> {failure.message}
      </p>
      <p>{failure.nextStep}</p>
    </div>
  );
  if (shown === null) {
    if (fault) return fault;
    return kept === null ? (
      <div className="evaluation-empty" aria-busy="true" />
    ) : (
      <div className="evaluation-empty">
        <p className="empty-title">Nothing is evaluated yet.</p>
        <p>
          Labelled sounds are compared with each other by their embeddings: how often a sound’s nearest neighbours are
          of its category, which categories are mixed up, and how that differs between model versions.
        </p>
      </div>
    );
  }
  const { sounds, leftOut, scores } = shown.evaluation;
  const out = leftOut.unlabelled + leftOut.withoutVectors + leftOut.silent;
  const drawn = scores.some((one) => one.scoredSounds < one.sounds);
  return (
    <>
      {fault}
      <div className="evaluation-part-head">
        <h2 className="evaluation-large">{evaluations.map(({ name }) => name).join(' → ')}</h2>
        <span className="evaluation-quiet">
          {countOf(sounds.length, 'sound')}
          {out > 0 && `; ${countOf(out, 'other')} without a label, vectors or sound left out`}
          {drawn && '; some are scored, the others are their neighbours'}
        </span>
        <span className="evaluation-space" />
        <MenuButton
          className="button"
          label="Export"
          parts={[
            {
              title: 'Export',
              entries: embeddingForms(comparison !== null, pictures.length > 0).map(({ form, name }) => ({
                id: form,
                name,
                run: () => void actions.export(form),
              })),
            },
          ]}
        >
          Export…
        </MenuButton>
      </div>
      {before !== null && comparison === null && (
        <p className="evaluation-quiet">
          The two are not of the same sounds, so that what differs may be the sounds: evaluate both again.
        </p>
      )}
      <div className="evaluation-beside">
        <section className="evaluation-part" aria-labelledby="evaluation-f1">
          <h2 id="evaluation-f1">Macro-F1 by the nearest neighbours</h2>
          <p className="evaluation-quiet">
            Without the sound’s copies, near-duplicates and numbered variants, unless it says otherwise.
          </p>
          <div className="evaluation-scroll">
            <FigureView figure={macroF1Figure(evaluations)} />
          </div>
        </section>
        {comparison !== null && (
          <section className="evaluation-part" aria-labelledby="evaluation-change">
            <h2 id="evaluation-change">Change</h2>
            <p className="evaluation-quiet">
              Lines are 95 % intervals of resampled groups of alike sounds: where one holds 0, it may be luck.
            </p>
            <div className="evaluation-scroll">
              <FigureView figure={differenceFigure(comparison)} />
            </div>
            <Numbers name="Change in numbers" table={comparisonTable(comparison)} />
          </section>
        )}
        <section className="evaluation-part" aria-labelledby="evaluation-db">
          <h2 id="evaluation-db">Davies-Bouldin: overlap of categories, the smaller the better</h2>
          <div className="evaluation-scroll">
            <FigureView figure={daviesBouldinFigure(evaluations)} />
          </div>
        </section>
        <section className="evaluation-part" aria-labelledby="evaluation-silhouette">
          <h2 id="evaluation-silhouette">Silhouette: the larger the better</h2>
          <div className="evaluation-scroll">
            <FigureView figure={silhouetteFigure(evaluations)} />
          </div>
        </section>
      </div>
      <Matrix shown={shown} />
      {pictures.length > 0 && (
        <section className="evaluation-part" aria-labelledby="evaluation-picture">
          <h2 id="evaluation-picture">Sounds on a plane</h2>
          <p className="evaluation-quiet">
            t-SNE, coloured by the family of the category. Only who lies near whom means something.
          </p>
          <div className="evaluation-beside">
            {pictures.map((figure, at) => (
              <figure key={evaluations[at]?.evaluation.modelVersion ?? at} className="evaluation-picture">
                <FigureView figure={figure} />
                <figcaption className="evaluation-quiet">{evaluations[at]?.name}</figcaption>
              </figure>
            ))}
          </div>
        </section>
      )}
      <Numbers name="All numbers" table={scoreTable(evaluations)} />
    </>
  );
}

/** What a figure shows, for those who read numbers. */
function Numbers({ name, table }: { readonly name: string; readonly table: NumberTable }) {
  return (
    <details className="evaluation-numbers">
      <summary>{name}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="evaluation-scroll" role="region" aria-label={name} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.heads.map((head, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                <th key={at} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places
              <tr key={at}>
                {cells.map((cell, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells never change places
                  <td key={place}>{cellText(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? cell.toLocaleString('en-US') : cell.toFixed(3);
}
