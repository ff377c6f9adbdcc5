import type { ReactNode } from 'react';
import type { EditableField } from '../../../src-shared/contract/edits.ts';
import type { SoundFilter, SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useAppState } from '../../app/index.ts';
import {
  countWords,
  decibelWords,
  durationWords,
  FileName,
  folderOfPath,
  Icon,
  nameOfPath,
  rateWords,
} from '../../components/index.ts';
import { CategoryName, CertaintyDots } from '../category/category-name.tsx';
import { sourceWords } from '../inspector/evidence-words.ts';
import { absenceOf } from '../library/away.ts';
import { MatchPlaces, Similarity } from '../similar/similar-cells.tsx';
import type { ColumnId } from './column-layout.ts';
import { MiniWaveform } from './mini-waveform.tsx';

export type Column = {
  readonly id: ColumnId;
  readonly title: string;
  /** In full, for the menu. */
  readonly name: string;
  readonly sortBy: NonNullable<SoundFilter['sort']>['by'] | null;
  readonly isNumber?: boolean;
  readonly cell: (sound: SoundRecord) => ReactNode;
};

const statusWords = { failed: 'Failed', missing: 'Missing' } as const;

function Name({ sound }: { readonly sound: SoundRecord }) {
  const libraries = useAppState((state) => state.library.libraries);
  const absence = absenceOf(libraries, sound);
  const status = absence === null ? sound.status : 'missing';
  return (
    <>
      {status !== 'indexed' && (
        <span className={`status status-${status}`} title={absence?.message ?? sound.failure?.message}>
          <Icon name="warning" />
          <span className="only-read">{statusWords[status]}: </span>
        </span>
      )}
      <FileName name={nameOfPath(sound.path)} />
    </>
  );
}

function Category({ sound }: { readonly sound: SoundRecord }) {
  if (sound.label !== null) return <CategoryName category={sound.label.category} catId={sound.label.catId} />;
  const [first] = sound.suggestions;
  return first === undefined ? null : (
    <span className="suggested">
      <span className="only-read">Suggested: </span>
      <CategoryName category={first.category} catId={first.catId} />
    </span>
  );
}

function Certainty({ sound }: { readonly sound: SoundRecord }) {
  const [first] = sound.suggestions;
  if (sound.label !== null || first === undefined) return null;
  return <CertaintyDots probability={first.probability} />;
}

const Text = ({ text }: { readonly text: string }) => (
  <span className="cell-text" dir="auto" title={text}>
    {text}
  </span>
);

const layouts: { readonly [channels: number]: string } = { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' };

const level = (value: number | null | undefined, unit: string): string | null =>
  value === null || value === undefined ? null : decibelWords(value, unit);

/** A field of metadata, marked where it is staged. */
function Field({ sound, field }: { readonly sound: SoundRecord; readonly field: EditableField }) {
  return (
    <>
      {sound.stagedFields.includes(field) && (
        <span className="edits-dot" title="Staged: not in the file yet">
          <span className="only-read">Staged: </span>
        </span>
      )}
      <Text text={sound.fields[field] ?? ''} />
    </>
  );
}

const fieldColumn = (name: string, field: EditableField) => ({
  title: name,
  name,
  sortBy: null,
  cell: (sound: SoundRecord) => <Field sound={sound} field={field} />,
});

/** What each column shows. */
export const columns: { readonly [Id in ColumnId]: Column } = {
  name: { id: 'name', title: 'Name', name: 'Name', sortBy: 'name', cell: (sound) => <Name sound={sound} /> },
  similarity: {
    id: 'similarity',
    title: 'Like it',
    name: 'Similarity',
    sortBy: null,
    isNumber: true,
    cell: (sound) => <Similarity sound={sound} />,
  },
  match: {
    id: 'match',
    title: 'Moment',
    name: 'Similar moment',
    sortBy: null,
    cell: (sound) => <MatchPlaces sound={sound} />,
  },
  waveform: {
    id: 'waveform',
    title: 'Waveform',
    name: 'Waveform',
    sortBy: null,
    cell: (sound) => <MiniWaveform sound={sound} />,
  },
  category: {
    id: 'category',
    title: 'Category',
    name: 'Category',
    sortBy: 'category',
    cell: (sound) => <Category sound={sound} />,
  },
  certainty: {
    id: 'certainty',
    title: 'Sure',
    name: 'Certainty',
    sortBy: 'probability',
    cell: (sound) => <Certainty sound={sound} />,
  },
  duration: {
    id: 'duration',
    title: 'Length',
    name: 'Length',
    sortBy: 'duration',
    isNumber: true,
    cell: ({ format }) => format && durationWords(format.durationSeconds),
  },
  rate: {
    id: 'rate',
    title: 'Rate',
    name: 'Sample rate',
    sortBy: 'sampleRate',
    isNumber: true,
    cell: ({ format }) => format && rateWords(format.sampleRateHz),
  },
  channels: {
    id: 'channels',
    title: 'Ch',
    name: 'Channels',
    sortBy: 'channels',
    cell: ({ format }) => format && (layouts[format.channels] ?? `${format.channels} ch`),
  },
  format: {
    id: 'format',
    title: 'Format',
    name: 'Format',
    sortBy: null,
    cell: ({ format }) =>
      format && `${format.container.toUpperCase()}${format.bitDepth === null ? '' : ` ${format.bitDepth}`}`,
  },
  loudness: {
    id: 'loudness',
    title: 'Loudness',
    name: 'Loudness',
    sortBy: null,
    isNumber: true,
    cell: ({ loudness }) => level(loudness?.integratedLufs, 'LUFS'),
  },
  peak: {
    id: 'peak',
    title: 'Peak',
    name: 'Peak level',
    sortBy: null,
    isNumber: true,
    cell: ({ loudness }) => level(loudness?.samplePeakDbfs, 'dBFS'),
  },
  source: {
    id: 'source',
    title: 'Decided',
    name: 'Decided by',
    sortBy: null,
    cell: ({ label }) => label && sourceWords[label.source],
  },
  library: {
    id: 'library',
    title: 'Library',
    name: 'Library',
    sortBy: null,
    cell: ({ library }) => <Text text={library} />,
  },
  folder: {
    id: 'folder',
    title: 'Folder',
    name: 'Folder',
    sortBy: 'path',
    cell: ({ path }) => <Text text={folderOfPath(path)} />,
  },
  description: {
    id: 'description',
    title: 'Description',
    name: 'Description',
    sortBy: null,
    cell: (sound) => <Field sound={sound} field="description" />,
  },
  fxName: { ...fieldColumn('FX name', 'fxName'), id: 'fxName' },
  keywords: { ...fieldColumn('Keywords', 'keywords'), id: 'keywords' },
  creatorId: { ...fieldColumn('Creator', 'creatorId'), id: 'creatorId' },
  sourceLibrary: { ...fieldColumn('Source library', 'library'), id: 'sourceLibrary' },
  note: {
    id: 'note',
    title: 'Note',
    name: 'Note',
    sortBy: null,
    cell: ({ note }) => <Text text={note ?? ''} />,
  },
  rating: {
    id: 'rating',
    title: 'Rating',
    name: 'Rating',
    sortBy: null,
    cell: ({ rating }) =>
      rating > 0 && (
        <span role="img" aria-label={`Rated ${rating} of 5`}>
          {'★'.repeat(rating)}
        </span>
      ),
  },
  favourite: {
    id: 'favourite',
    title: '★',
    name: 'Favourite',
    sortBy: null,
    cell: ({ favourite }) =>
      favourite && (
        <span role="img" aria-label="Favourite">
          <Icon name="star" />
        </span>
      ),
  },
  plays: {
    id: 'plays',
    title: 'Plays',
    name: 'Times heard',
    sortBy: null,
    isNumber: true,
    cell: ({ playCount }) => playCount > 0 && countWords(playCount),
  },
};
