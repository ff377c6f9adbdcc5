import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { MarkerRecord } from '../../../src-shared/contract/markers.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { positionWords } from '../../components/index.ts';
import { neighbourOf } from './marker-places.ts';

type Playhead = { readonly position: () => number; readonly goTo: (seconds: number) => void };

/** Setting, moving, naming and finding markers. What a person does is seen at once; the engine's word counts. */
export function createMarkerActions({ engine, state, change, tell, announce }: ActionContext, playhead: Playhead) {
  /** Shows it before the engine has it, and as it was where the engine refuses. */
  async function keep(
    next: readonly MarkerRecord[],
    send: (id: SoundId) => Promise<readonly MarkerRecord[]>,
  ): Promise<void> {
    const { sound, markers: before } = state().player;
    if (sound === null) return;
    change('player', { markers: next });
    const show = (markers: readonly MarkerRecord[]): void => {
      if (state().player.sound?.id === sound.id) change('player', { markers });
    };
    try {
      show(await send(sound.id));
    } catch (thrown) {
      show(before);
      tell(failureOf(thrown));
    }
  }

  function put(marker: MarkerRecord): Promise<void> {
    const others = state().player.markers.filter(({ id }) => id !== marker.id);
    const next = [...others, marker].sort((a, b) => a.startSeconds - b.startSeconds);
    return keep(next, (id) => engine.markers.put({ commandId: crypto.randomUUID(), id, markers: [marker] }));
  }

  const chosen = (): MarkerRecord | undefined => state().player.markers.find(({ id }) => id === state().player.marker);

  function goToMarker(direction: -1 | 1): void {
    const { markers, fileMarkers } = state().player;
    const next = neighbourOf([...markers, ...fileMarkers], playhead.position(), direction);
    if (next === undefined) return;
    playhead.goTo(next.startSeconds);
    change('player', { marker: markers.find((marker) => marker === next)?.id ?? null });
    announce(`${next.name || 'Marker'}, ${positionWords(next.startSeconds)}.`);
  }

  return {
    /** A point where the sound is now. */
    setMarker: async (): Promise<void> => {
      const marker = {
        id: crypto.randomUUID(),
        startSeconds: playhead.position(),
        endSeconds: null,
        name: '',
        colour: '',
      };
      change('player', { marker: marker.id });
      await put(marker);
      announce(`Marker set at ${positionWords(marker.startSeconds)}.`);
    },
    /** The region stays with the sound, under a name that is asked for. */
    keepRegion: async (): Promise<void> => {
      const { region } = state().player;
      if (region === null) return;
      const marker = { id: crypto.randomUUID(), ...region, name: '', colour: '' };
      change('player', { marker: marker.id, isNaming: true });
      await put(marker);
    },
    /** Puts a marker elsewhere; a region keeps its length unless an end is given. */
    moveMarker: async (id: string, startSeconds: number, endSeconds: number | null): Promise<void> => {
      const marker = state().player.markers.find((one) => one.id === id);
      if (marker === undefined) return;
      await put({ ...marker, startSeconds, endSeconds });
    },
    /** Pressed: goes there; a region becomes the region again. */
    chooseMarker: (marker: Pick<MarkerRecord, 'startSeconds' | 'endSeconds'> & { readonly id?: string }): void => {
      change('player', {
        marker: marker.id ?? null,
        ...(marker.endSeconds === null
          ? {}
          : { region: { startSeconds: marker.startSeconds, endSeconds: marker.endSeconds } }),
      });
      playhead.goTo(marker.startSeconds);
    },
    startNaming: (id = state().player.marker): void => {
      if (id !== null) change('player', { marker: id, isNaming: true });
    },
    /** @param name `null`: it stays as it was */
    endNaming: async (name: string | null): Promise<void> => {
      const marker = chosen();
      change('player', { isNaming: false });
      if (name !== null && marker !== undefined && marker.name !== name.trim())
        await put({ ...marker, name: name.trim() });
    },
    removeMarker: async (id = state().player.marker): Promise<void> => {
      const { markers } = state().player;
      if (id === null || !markers.some((marker) => marker.id === id)) return;
      change('player', { marker: null, isNaming: false });
      await keep(
        markers.filter((marker) => marker.id !== id),
        (soundId) => engine.markers.remove({ commandId: crypto.randomUUID(), id: soundId, markerIds: [id] }),
      );
      announce('Marker removed.');
    },
    goToMarker,
    /** After an undo, or from another window. */
    refreshMarkers: async (): Promise<void> => {
      const { sound, isNaming } = state().player;
      if (sound === null || isNaming) return;
      try {
        const markers = await engine.markers.list({ id: sound.id }, { context: { unasked: true } });
        const now = state().player;
        if (now.sound?.id === sound.id && JSON.stringify(markers) !== JSON.stringify(now.markers))
          change('player', { markers });
      } catch {
        // The next change asks again.
      }
    },
  };
}
