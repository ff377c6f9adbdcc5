import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';

/** All sounds that match, one after the other. */
export async function* eachSound(
  client: EngineClient,
  request: Parameters<EngineClient['sounds']['list']>[0],
): AsyncGenerator<SoundRecord> {
  for await (const sounds of await client.sounds.list(request)) yield* sounds;
}
