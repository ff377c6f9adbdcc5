import './edits.css';
import { useId, useState } from 'react';
import { type EditableField, type EditRecord, editableFields } from '../../../src-shared/contract/edits.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { CommandKey, focusIds, focusTable, useActions } from '../../app/index.ts';
import { EditableText, Icon } from '../../components/index.ts';
import type { MeantSounds } from '../browser/meant-sounds.ts';
import { fieldWords } from '../inspector/evidence-words.ts';
import type { CommonValues } from './common-values.ts';

/** Shown even where they are empty. */
const usual: readonly EditableField[] = ['description', 'keywords', 'fxName', 'creatorId', 'library'];
const longFields: ReadonlySet<EditableField> = new Set(['description', 'keywords', 'notes', 'comment']);

type FieldProps = {
  readonly field: EditableField;
  readonly isFirst: boolean;
  readonly value: string;
  readonly placeholder: string;
  readonly meant: MeantSounds;
  /** What the file says where something else is staged; `undefined`: nothing is. */
  readonly staged: EditRecord | undefined;
  readonly isStaged: boolean;
};

function Field({ field, isFirst, value, placeholder, meant, staged, isStaged }: FieldProps) {
  const { edits } = useActions();
  const id = useId();
  const name = fieldWords[field];
  return (
    <div className={`field-row${isStaged ? ' field-staged' : ''}`}>
      <span className="field-name">{name}</span>
      <EditableText
        {...(isFirst ? { id: focusIds.metadata } : {})}
        label={name}
        value={value}
        placeholder={placeholder}
        long={longFields.has(field)}
        describedBy={isStaged ? id : undefined}
        onSave={(text) => edits.setField(field, text, meant)}
        onLeave={focusTable}
      />
      {isStaged && (
        <>
          <button
            type="button"
            className="icon-button field-revert"
            aria-label={`Forget the edit of ${name.toLowerCase()}`}
            title="Forget this edit"
            onClick={() => void edits.forget(field, meant)}
          >
            <Icon name="undo" />
          </button>
          <span className="field-file" id={id}>
            {staged === undefined ? 'Staged' : `In the file: ${staged.fileValue ?? 'nothing'}`}
          </span>
        </>
      )}
    </div>
  );
}

type FieldsEditorProps = {
  readonly meant: MeantSounds;
  /** One sound and what is staged for it, as far as that is known yet. */
  readonly sound: SoundRecord | null;
  readonly edits: readonly EditRecord[];
  /** Of several; `null` until it is known. */
  readonly common: CommonValues | null;
};

/** The metadata fields of a sound, or of all that are selected: edited in place, staged for their files. */
export function FieldsEditor({ meant, sound, edits, common }: FieldsEditorProps) {
  const [showsAll, setShowsAll] = useState(false);
  const isFilled = (field: EditableField): boolean =>
    sound === null ? common !== null && common[field] !== '' : !!sound.fields[field];
  const isStaged = (field: EditableField): boolean => sound?.stagedFields.includes(field) ?? false;
  const shown = [
    ...usual,
    ...editableFields.filter(
      (field) => !usual.includes(field) && (showsAll || (sound !== null && (isFilled(field) || isStaged(field)))),
    ),
  ];
  return (
    <section className="fields" aria-label="Metadata">
      <div className="fields-head">
        <h3>Metadata</h3>
        <CommandKey id="edit.fields" />
      </div>
      {shown.map((field, place) => (
        <Field
          key={field}
          field={field}
          isFirst={place === 0}
          value={sound === null ? (common?.[field] ?? '') : (sound.fields[field] ?? '')}
          placeholder={sound === null && common !== null && common[field] === undefined ? 'Mixed' : ''}
          meant={meant}
          staged={edits.find((edit) => edit.field === field)}
          isStaged={isStaged(field)}
        />
      ))}
      <button
        type="button"
        className="button button-small fields-more"
        aria-expanded={showsAll}
        onClick={() => setShowsAll(!showsAll)}
      >
        {showsAll ? 'Fewer fields' : 'All fields'}
      </button>
    </section>
  );
}
