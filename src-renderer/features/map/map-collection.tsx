import { useActions, useAppState } from '../../app/index.ts';
import { countOf, NameDialogue } from '../../components/index.ts';

/** A name for what a line was drawn around. */
export function MapCollection({ isShown }: { readonly isShown: boolean }) {
  const { map, shell } = useActions();
  const count = useAppState((state) => state.map.chosen?.ids.length ?? 0);
  return (
    <NameDialogue
      title={`Save ${countOf(count, 'sound')} as a collection`}
      label="Name"
      name="From the map"
      verb={isShown ? 'Save and show' : 'Save'}
      onName={(name) => void map.saveChosen(name, isShown)}
      onClose={shell.closeDialogue}
    />
  );
}
