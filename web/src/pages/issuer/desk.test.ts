import { expect, test } from 'vitest';
import type { Role } from '../../api/session.svelte';
import { firstPage, PAGES } from './desk';

test('everybody begins at a page of the desk that is hers', () => {
  for (const [roles, wanted] of [
    [['administrator', 'issuer', 'developer'], '/issuer'],
    [['administrator', 'developer'], '/issuer/definitions'],
    [['administrator'], '/issuer/people'],
  ] as [Role[], string][]) {
    const first = firstPage((role) => roles.includes(role));
    expect(first).toBe(wanted);
    expect(PAGES.find(({ to }) => to === first)?.roles.some((role) => roles.includes(role))).toBe(true);
  }
});
