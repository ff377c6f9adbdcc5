import { CommandButton, useAppState } from '../../app/index.ts';
import { countWords } from '../../components/index.ts';

/** How many edits wait for their files; opens the list of them. */
export function EditsButton() {
  const { edits } = useAppState((state) => state.edits.staged);
  if (edits === 0) return null;
  return (
    <CommandButton id="edit.staged" className="button">
      <span className="edits-dot" aria-hidden="true" />
      {countWords(edits)} staged
    </CommandButton>
  );
}
