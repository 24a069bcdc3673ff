// Recordings: silence, as a phone would have compressed it.

/** So many frames of an MP3, 26 milliseconds each. */
export function mp3(frames: number): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc0]), Buffer.alloc(413)]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** The name under which one is kept. */
export function named(digit: string, seconds: number, kilobytes: number): string {
  return `${digit.repeat(32)}-${seconds}s-${kilobytes}k.mp3`;
}
