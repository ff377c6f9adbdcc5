import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';

export type ConnectionOptions = {
  /** Default: the platform's data folder. */
  readonly catalogue?: string;
  /**
   * An application serves: it takes up jobs that a killed or closed engine left unfinished, backs up daily, and never
   * gives up looking for the engine. A single command does its own work only.
   */
  readonly service: boolean;
  /** Only looks: attaches to an engine that runs, else opens the catalogue beside whoever writes. */
  readonly readOnly?: boolean;
  /** Told of what a person should know without asking: that another engine was attached to, or took over. */
  readonly onNotice?: (text: string) => void;
};

/**
 * A line to the one engine of a catalogue, ours or another process's. It outlives the engine: when the owner leaves or
 * dies, the engine is opened here or the next owner attached to, and what may be sent again is sent again.
 */
export type Connection = {
  /** Every call may throw a SonothequeError. */
  readonly client: EngineClient;
  readonly role: () => 'owner' | 'attached';
  /**
   * Lets a window talk to the engine. The line is closed when the engine leaves; the window then asks for a new one.
   * What comes over it counts as a person's wish: background work gives way.
   */
  readonly serve: (line: MessageLine) => void;
  readonly close: () => Promise<void>;
};
