import { expect, test } from 'vitest';
import { textOf, type Given } from './given';

class Gone extends Blob {
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('the file has changed', 'NotReadableError'));
  }
}

test('what was given is read, or it is said what it lacks', async () => {
  const latin1 = Uint8Array.from([...'name\r\nPeña\r\n'].map((letter) => letter.charCodeAt(0)));
  const tables: [string, Given | undefined, Awaited<ReturnType<typeof textOf>>][] = [
    ['nothing', undefined, { lacks: 'nothing' }],
    [
      'what was pasted',
      'email\tname\r\nana@school.example.com\tAna',
      { text: 'email\tname\nana@school.example.com\tAna' },
    ],
    ['a file of a spreadsheet on Windows', new Blob([latin1]), { text: 'name\nPeña\n' }],
    ['a file that is a film', new Blob([new Uint8Array(12_000_001)]), { lacks: 'tooLarge' }],
    ['too much to travel', 'ñ'.repeat(2_800_000), { lacks: 'tooLarge' }],
    ['a file that was saved anew', new Gone(['name\n']), { lacks: 'unreadable' }],
  ];
  for (const [name, given, wanted] of tables) expect(await textOf(given), name).toEqual(wanted);
}, 30_000);
