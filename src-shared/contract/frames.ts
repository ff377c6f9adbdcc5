/** A frame is 100 spectrum frames of 1,024 samples at 44,100 Hz; the next begins 50 later. */
export const FRAME_HOP_SECONDS = (50 * 1_024) / 44_100;

export const FRAME_SECONDS = 2 * FRAME_HOP_SECONDS;
