import { expect, test } from 'vitest';
import { snippet } from './snippet';

test('without JavaScript there is a link in both languages, to what the form is about', () => {
  for (const [microcredential, link] of [
    [undefined, 'https://badges.example.org'],
    ['generating-ideas', 'https://badges.example.org/microcredentials/generating-ideas'],
  ] as const) {
    const lines = snippet('https://badges.example.org', 'org_1', microcredential).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe(
      `<noscript><a href="${link}">Micro-credentials</a> · <a href="${link}" lang="es">Microcredenciales</a></noscript>`,
    );
  }
});
