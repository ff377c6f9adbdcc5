import { fileMarkers } from '../file-markers.ts';
import { runCommand } from '../run-command.ts';
import { soundRow } from '../sound-row.ts';
import { procedures } from './procedures.ts';

export const markers = procedures.markers.router({
  list: procedures.markers.list.handler(({ input, context: { parts } }) => parts.catalogue.markers(input.id)),
  inFile: procedures.markers.inFile.handler(async ({ input, context: { parts } }) => {
    const [{ format }, metadata] = await Promise.all([
      soundRow(parts.catalogue, input.id),
      parts.catalogue.metadata(input.id),
    ]);
    return format && metadata ? fileMarkers(metadata.entries, format.sampleRateHz, format.durationSeconds) : [];
  }),
  put: procedures.markers.put.handler(async ({ input: { commandId, id, markers: wanted }, context: { parts } }) => {
    await runCommand(parts, { commandId, action: 'put-markers', detail: '', sounds: 1 }, (origin, options) =>
      parts.catalogue.putMarkers(id, wanted, origin, options),
    );
    return parts.catalogue.markers(id);
  }),
  remove: procedures.markers.remove.handler(async ({ input: { commandId, id, markerIds }, context: { parts } }) => {
    await runCommand(parts, { commandId, action: 'remove-markers', detail: '', sounds: 1 }, (origin, options) =>
      parts.catalogue.removeMarkers(id, markerIds, origin, options),
    );
    return parts.catalogue.markers(id);
  }),
});
