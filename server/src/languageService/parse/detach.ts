/**
 * A copy that shares no memory with the text it was cut from. V8's slices of 13 characters and more keep their parent
 * alive, so what outlives many edits would hold on to the file as it was when it was read.
 */
export function detach(piece: string): string {
  return piece.length < 13 ? piece : ` ${piece}`.slice(1);
}
