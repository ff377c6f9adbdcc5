import type { ReactNode } from 'react';
import type { SoundFilter, SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { durationWords, FileName, Icon, nameOfPath, rateWords } from '../../components/index.ts';
import { CategoryName, CertaintyDots } from '../category/category-name.tsx';

type Column = {
  readonly id: string;
  readonly title: string;
  readonly sortBy: NonNullable<SoundFilter['sort']>['by'] | null;
  readonly isNumber?: boolean;
  readonly cell: (sound: SoundRecord) => ReactNode;
};

const statusWords = { failed: 'Failed', missing: 'Missing' } as const;

function Name({ sound }: { readonly sound: SoundRecord }) {
  return (
    <>
      {sound.status !== 'indexed' && (
        <span className={`status status-${sound.status}`} title={sound.failure?.message}>
          <Icon name="warning" />
          <span className="only-read">{statusWords[sound.status]}: </span>
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

const layouts: { readonly [channels: number]: string } = { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' };

/** Columns of the table, from the left. */
export const columns: readonly Column[] = [
  { id: 'name', title: 'Name', sortBy: 'name', cell: (sound) => <Name sound={sound} /> },
  { id: 'category', title: 'Category', sortBy: 'category', cell: (sound) => <Category sound={sound} /> },
  { id: 'certainty', title: 'Sure', sortBy: 'probability', cell: (sound) => <Certainty sound={sound} /> },
  {
    id: 'duration',
    title: 'Length',
    sortBy: 'duration',
    isNumber: true,
    cell: ({ format }) => format && durationWords(format.durationSeconds),
  },
  {
    id: 'rate',
    title: 'Rate',
    sortBy: 'sampleRate',
    isNumber: true,
    cell: ({ format }) => format && rateWords(format.sampleRateHz),
  },
  {
    id: 'channels',
    title: 'Ch',
    sortBy: 'channels',
    cell: ({ format }) => format && (layouts[format.channels] ?? `${format.channels} ch`),
  },
  {
    id: 'format',
    title: 'Format',
    sortBy: null,
    cell: ({ format }) =>
      format && `${format.container.toUpperCase()}${format.bitDepth === null ? '' : ` ${format.bitDepth}`}`,
  },
];
