/** A child that never says that it is ready. */
import { openChannel } from '../child-channel.ts';

openChannel(() => {});
