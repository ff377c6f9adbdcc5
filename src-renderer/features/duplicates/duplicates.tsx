import './duplicates.css';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { DuplicateDecision, DuplicateGroup } from '../../../src-shared/contract/duplicates.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useActions, useAppState } from '../../app/index.ts';
import {
  Bar,
  countOf,
  countWords,
  Dialogue,
  durationWords,
  FileName,
  folderOfPath,
  Icon,
  nameOfPath,
} from '../../components/index.ts';
import { differenceWords, isDecided } from './difference-words.ts';

const decisionWords: { readonly [Decision in DuplicateDecision]: string } = {
  keep: 'Kept',
  different: 'Different',
};

function Finding() {
  const { duplicates } = useActions();
  const progress = useAppState((state) => state.duplicates.progress);
  if (progress === null) return null;
  const { soundsDone, soundsTotal, groups } = progress;
  return (
    <div className="duplicates-finding" role="status">
      <Bar name="Sounds compared" share={soundsTotal === 0 ? null : soundsDone / soundsTotal} />
      <p>
        {countWords(soundsDone)} of {countOf(soundsTotal, 'sound')} compared, {countOf(groups, 'group')} found.
      </p>
      <button type="button" className="button button-small" onClick={duplicates.cancel}>
        Stop
      </button>
    </div>
  );
}

type MemberProps = {
  readonly row: number;
  readonly sound: SoundRecord;
  readonly words: string;
  readonly decision: DuplicateDecision | null;
};

function Member({ row, sound, words, decision }: MemberProps) {
  const { duplicates } = useActions();
  const pointed = useAppState((state) => state.duplicates.row === row);
  const group = useAppState((state) => state.duplicates.group);
  const playing = useAppState(({ player }) => player.playing && player.sound?.id === sound.id);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
    <div
      id={`duplicate-${row}`}
      className="duplicate"
      role="option"
      tabIndex={-1}
      aria-selected={pointed}
      onClick={() => duplicates.show(group, row)}
      onDoubleClick={duplicates.play}
    >
      <span className="duplicate-sign" aria-hidden="true">
        {playing && <Icon name="play" />}
      </span>
      <span className="duplicate-name">
        <FileName name={nameOfPath(sound.path)} />
        <span className="duplicate-folder" dir="auto" title={folderOfPath(sound.path)}>
          {folderOfPath(sound.path)}
        </span>
      </span>
      <span className="duplicate-words">{words}</span>
      <span className="duplicate-length">{sound.format && durationWords(sound.format.durationSeconds)}</span>
      <span className="duplicate-decision">{decision !== null && decisionWords[decision]}</span>
    </div>
  );
}

function Review({ group }: { readonly group: DuplicateGroup }) {
  const { duplicates } = useActions();
  const row = useAppState((state) => state.duplicates.row);
  const at = useAppState((state) => state.duplicates.group);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another group takes the keyboard
  useEffect(() => list.current?.focus(), [group.id]);

  function steer(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const deeds: { readonly [key: string]: () => void } = {
      ArrowDown: () => duplicates.show(at, row + 1),
      ArrowUp: () => duplicates.show(at, row - 1),
      ArrowRight: () => duplicates.show(at + 1),
      ArrowLeft: () => duplicates.show(at - 1),
      ' ': duplicates.play,
      Enter: duplicates.goOn,
      k: () => void duplicates.decide('keep', event.shiftKey),
      d: () => void duplicates.decide('different', true),
      Backspace: () => void duplicates.decide(null, true),
    };
    const deed = deeds[key];
    if (deed === undefined) return;
    deed();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <div
        ref={list}
        className="duplicates-list"
        role="listbox"
        aria-label="Sounds of this group"
        aria-activedescendant={`duplicate-${row}`}
        tabIndex={0}
        onKeyDown={steer}
      >
        <Member row={0} sound={group.representative} words="stands for the group" decision={null} />
        {group.members.map((member, index) => (
          <Member
            key={member.sound.id}
            row={index + 1}
            sound={member.sound}
            words={differenceWords(member, group.representative)}
            decision={member.decision}
          />
        ))}
      </div>
      <footer className="dialogue-foot duplicates-foot">
        <p className="duplicates-note">No file is changed or deleted.</p>
        <button type="button" className="button" onClick={duplicates.play}>
          Play <kbd>Space</kbd>
        </button>
        <button
          type="button"
          className="button"
          disabled={row === 0}
          onClick={() => void duplicates.decide('different', true)}
        >
          Not the same sound <kbd>D</kbd>
        </button>
        <button type="button" className="button button-main" onClick={() => void duplicates.decide('keep', false)}>
          Keep all of these <kbd>K</kbd>
        </button>
      </footer>
    </>
  );
}

/** Sounds that are the same recording, group by group, to listen to and to decide about. */
export function Duplicates() {
  const { duplicates, shell } = useActions();
  const { progress, groups, total, group, failure } = useAppState((state) => state.duplicates);
  const shown = groups?.[group];
  const decided = groups?.filter(isDecided).length ?? 0;
  return (
    <Dialogue title="Duplicates" wide onClose={shell.closeDialogue}>
      <div className="duplicates">
        <div className="duplicates-head">
          <p className="duplicates-count" role="status">
            {shown === undefined
              ? ''
              : `Group ${countWords(group + 1)} of ${countWords(total)} · ${countWords(decided)} of ${countWords(total)} decided`}
          </p>
          {shown !== undefined && (
            <>
              <button
                type="button"
                className="button button-small"
                disabled={group === 0}
                onClick={() => duplicates.show(group - 1)}
              >
                Previous <kbd>←</kbd>
              </button>
              <button
                type="button"
                className="button button-small"
                disabled={group + 1 >= (groups?.length ?? 0)}
                onClick={() => duplicates.show(group + 1)}
              >
                Next <kbd>→</kbd>
              </button>
            </>
          )}
          {progress === null && (
            <button type="button" className="button button-small" onClick={() => void duplicates.find()}>
              {shown === undefined ? 'Find duplicates' : 'Find again'}
            </button>
          )}
        </div>
        <Finding />
        {failure !== null && (
          <p className="duplicates-failure" role="alert">
            <Icon name="warning" />
            {failure.message} {failure.nextStep}
          </p>
        )}
        {shown !== undefined ? (
          <Review group={shown} />
        ) : (
          progress === null &&
          groups !== null && (
            <div className="duplicates-none">
              <p className="empty-title">No duplicates are known.</p>
              <p>Sounds are compared by ear: other formats, trimmed and louder ones are found too.</p>
            </div>
          )
        )}
      </div>
    </Dialogue>
  );
}
