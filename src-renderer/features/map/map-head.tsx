import type { ProjectionMethod } from '../../../src-shared/contract/projections.ts';
import { CommandButton, CommandKey, useActions, useAppState } from '../../app/index.ts';
import { Choice, Switch } from '../../components/index.ts';
import type { ColouredBy } from './map-protocol.ts';

const methods: readonly { readonly value: ProjectionMethod; readonly words: string }[] = [
  { value: 't-sne', words: 't-SNE' },
  { value: 'umap', words: 'UMAP' },
];
const colourings: readonly { readonly value: ColouredBy; readonly words: string }[] = [
  { value: 'categories', words: 'Category' },
  { value: 'certainties', words: 'Certainty' },
  { value: 'libraries', words: 'Library' },
];

/** How the map is made, coloured and used. */
export function MapHead() {
  const { map } = useActions();
  const method = useAppState((state) => state.map.method);
  const by = useAppState((state) => state.map.by);
  const hovers = useAppState((state) => state.map.hovers);
  const isLassoing = useAppState((state) => state.map.isLassoing);
  return (
    <div className="map-head">
      <h1 className="only-read">Map</h1>
      <Choice name="Method" value={method} options={methods} onChange={map.setMethod} />
      <Choice name="Colour" value={by} options={colourings} onChange={map.colourBy} />
      <Switch on={hovers} onChange={map.setHovers}>
        Hear by pointing
      </Switch>
      <CommandButton id="map.lasso" className="button" pressed={isLassoing}>
        Draw around <CommandKey id="map.lasso" />
      </CommandButton>
    </div>
  );
}
