/** A child that never says that it is ready. */
import { openChannel } from '../../../children/index.ts';

openChannel(() => {});
