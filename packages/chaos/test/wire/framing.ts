/** Cuts bytes, in whatever chunks they come, into frames; `lengthOf` tells the length of the first, once enough of it is there. */
export const createFraming = (lengthOf: (bytes: Buffer) => number | undefined) => {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes: Buffer): Buffer[] => {
    rest = Buffer.concat([rest, bytes]);
    const frames: Buffer[] = [];
    for (let length = lengthOf(rest); length !== undefined && length <= rest.length; length = lengthOf(rest)) {
      frames.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
    return frames;
  };
};
