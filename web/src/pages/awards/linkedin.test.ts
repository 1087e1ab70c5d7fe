import { expect, test } from 'vitest';
import { profile } from './linkedin';

const award = {
  id: 'awd_01',
  title: 'Ideas & more',
  issuer: 'Maple',
  decided: '2026-09-01T00:30:00Z',
  page: 'https://badges.example.org/credentials/awd_01',
};

test.each([
  [award, 'issueYear=2026&issueMonth=9'],
  [
    { ...award, validUntil: '2029-12-31T23:59:59Z' },
    'issueYear=2026&issueMonth=9&expirationYear=2029&expirationMonth=12',
  ],
])('a profile is told when it was awarded and until when it is valid', (award, times) => {
  expect(profile(award)).toBe(
    `https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=Ideas+%26+more&organizationName=Maple&${times}` +
      '&certUrl=https%3A%2F%2Fbadges.example.org%2Fcredentials%2Fawd_01&certId=awd_01',
  );
});
