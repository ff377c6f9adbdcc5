import type { ReactNode } from 'react';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewKinship, ReviewMember } from '../../../src-shared/contract/review.ts';
import type { SimilarRecord, SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { durationWords, FileName, Icon, nameOfPath, percentWords } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { sourceWords } from '../inspector/evidence-words.ts';
import { folderInLibrary } from '../library/folder-in-library.ts';

const kinshipWords: { readonly [Kinship in ReviewKinship]: string } = {
  itself: 'stands for the group',
  duplicate: 'the same recording',
  variant: 'a numbered variant',
  alike: 'sounds alike',
};

type RowProps = {
  readonly sound: SoundRecord;
  /** Among all that can be heard here. */
  readonly row: number;
  readonly className: string;
  readonly sign: ReactNode;
  readonly relation: string;
};

/** A sound that can be heard: what it is called, how it belongs here, and what it is or may be. */
function HeardRow({ sound, row, className, sign, relation }: RowProps) {
  const { review } = useActions();
  const pointed = useAppState((state) => state.review.row === row);
  const folder = useAppState(({ library }) => folderInLibrary(library.libraries, sound));
  const [first] = sound.suggestions;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    <div
      id={`review-member-${row}`}
      className={className}
      role="option"
      tabIndex={-1}
      aria-selected={pointed}
      onClick={() => review.playMember(row)}
    >
      <span className="review-sign">{sign}</span>
      <span className="review-member-name">
        <FileName name={nameOfPath(sound.path)} />
        <span className="review-folder">
          <FileName name={folder} />
        </span>
      </span>
      <span className="review-kinship" title={relation}>
        {relation}
      </span>
      <span className="review-first">
        {sound.label ? (
          <CategoryName category={sound.label.category} catId={sound.label.catId} />
        ) : (
          first && <CategoryName category={first.category} catId={first.catId} />
        )}
      </span>
      <span className="review-number">
        {sound.label ? (
          <span className="review-decided" title={`Decided ${sourceWords[sound.label.source]}`}>
            <Icon name="check" />
            <span className="only-read">decided {sourceWords[sound.label.source]}</span>
          </span>
        ) : (
          first && percentWords(first.probability)
        )}
      </span>
      <span className="review-number">{sound.format ? durationWords(sound.format.durationSeconds) : ''}</span>
    </div>
  );
}

const usePlaying = ({ id }: SoundRecord): boolean =>
  useAppState(({ player }) => player.playing && player.sound?.id === id);

type MemberProps = {
  readonly member: ReviewMember;
  readonly row: number;
  readonly isOnly: boolean;
  /** What the first suggestion of the sound on show is. */
  readonly offered: string | undefined;
};

/** A sound that will be labelled, or was taken out. */
export function Member({ member: { sound, kinship }, row, isOnly, offered }: MemberProps) {
  const isOut = useAppState((state) => state.review.leftOut.includes(sound.id));
  const playing = usePlaying(sound);
  const own = sound.suggestions[0]?.category;
  const differs = own !== undefined && offered !== undefined && own !== offered;
  const relation = isOnly ? '' : `${kinshipWords[kinship]}${differs ? ', suggested otherwise' : ''}`;
  return (
    <HeardRow
      sound={sound}
      row={row}
      className={isOut ? 'review-member review-member-out' : 'review-member'}
      relation={isOut ? 'taken out' : relation}
      sign={
        <>
          {isOut ? null : <Icon name={playing ? 'play' : 'check'} />}
          <span className="only-read">{isOut ? 'Taken out: ' : 'Will be labelled: '}</span>
        </>
      }
    />
  );
}

function NearRow({ near: { sound, similarity }, row }: { readonly near: SimilarRecord; readonly row: number }) {
  const playing = usePlaying(sound);
  return (
    <HeardRow
      sound={sound}
      row={row}
      className="review-member"
      relation={`${percentWords(similarity)} alike`}
      sign={playing ? <Icon name="play" /> : null}
    />
  );
}

/** What sounds most like it and is not decided with it: to be heard, and to see what it was called. */
export function NearGroup({ of, from }: { readonly of: SoundId; readonly from: number }) {
  const near = useAppState((state) => state.review.near);
  const sounds = near !== null && near.of === of ? near.sounds : null;
  return (
    <div role="group" aria-labelledby="review-near">
      <p className="review-near-title" id="review-near" role="presentation">
        Sounds most like it
      </p>
      {sounds?.length === 0 && (
        <p className="review-near-none" role="presentation">
          Nothing else here was listened to.
        </p>
      )}
      {sounds?.map((each, at) => (
        <NearRow key={each.sound.id} near={each} row={from + at} />
      ))}
    </div>
  );
}
