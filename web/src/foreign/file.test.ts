import { expect, test } from 'vitest';
import { packed } from './file';

test('a file is packed byte for byte, however long it is', async () => {
  for (const length of [0, 1, 8191, 8192, 8193, 30_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 256);
    const unpacked = Uint8Array.from(atob(await packed(new Blob([bytes]))), (letter) => letter.charCodeAt(0));
    expect(unpacked).toEqual(bytes);
  }
});
