/** The most bytes of a file with a badge inside. */
export const LARGEST = 2 * 1024 * 1024;

/** What goes to the server of a file: its bytes in base64. */
export async function packed(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
