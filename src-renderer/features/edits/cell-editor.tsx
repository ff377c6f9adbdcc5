import './edits.css';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { focusTable, useActions } from '../../app/index.ts';
import { EditableText } from '../../components/index.ts';
import type { EditableColumn } from './state.ts';

type CellEditorProps = {
  readonly soundId: SoundId;
  readonly column: EditableColumn;
  readonly name: string;
  readonly value: string;
};

/** A cell of the table while it is edited: Enter keeps, Escape leaves it as it was, Tab goes to the next. */
export function CellEditor({ soundId, column, name, value }: CellEditorProps) {
  const { edits } = useActions();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const field = place.current?.querySelector('input');
    field?.focus();
    field?.select();
  }, []);

  function leave(): void {
    edits.leaveCell();
    focusTable();
  }

  function step(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    edits.stepCell(event.shiftKey ? -1 : 1);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field within has the keyboard
    <span
      className="cell-editor"
      ref={place}
      onKeyDown={step}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={() => edits.leaveCell()}
    >
      <EditableText
        label={name}
        value={value}
        onSave={(text) => edits.saveCell(column, text, soundId)}
        onLeave={leave}
      />
    </span>
  );
}
