import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { nameOfPath, withinWords } from '../../components/index.ts';

/** Why a media element gave up on an address: what the host says about it, else what can be said of the file. */
export async function mediaFailure(address: string, sound: SoundRecord): Promise<Failure> {
  const name = withinWords(nameOfPath(sound.path));
  try {
    const answer = await fetch(address, { headers: { range: 'bytes=0-0' } });
    if (!answer.ok) {
      const said: unknown = await answer.json().catch(() => null);
      if (isFailure(said)) return said;
      return {
        code: 'unreadable',
        message: `${name} can’t be read now.`,
        nextStep: 'Look whether the file and its drive are there, then choose it again.',
      };
    }
  } catch {
    return {
      code: 'connection-lost',
      message: `${name} can’t be played while the engine is away.`,
      nextStep: 'Choose it again when the engine is back.',
    };
  }
  const kind = sound.format === null ? 'its format' : `${sound.format.codec} in ${sound.format.container}`;
  return {
    code: 'not-playable',
    message: `This window can’t play ${kind} (${name}).`,
    nextStep: 'Play the file in another program.',
  };
}

const isFailure = (said: unknown): said is Failure =>
  typeof said === 'object' &&
  said !== null &&
  'code' in said &&
  typeof said.code === 'string' &&
  'message' in said &&
  typeof said.message === 'string' &&
  'nextStep' in said;
