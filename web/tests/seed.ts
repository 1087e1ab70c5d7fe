/** The definition that has half a year of works which two scored, where the first assessor has drifted. */
export const MEASURED = 'recognizing-and-upholding-academic-rigor';

/** The people of the seed, as infra/local/src/seed names them. */
export const people = {
  recognizer: 'jonas.weld@education.alder.example.org',
  webmaster: 'ines.adler@maplehollow.example.com',
  administrator: 'ada.quill@credentials.example.org',
  assessors: [
    'bruno.okafor@maplehollow.example.com',
    'carmen.ruiz@maplehollow.example.com',
    'dmitri.vance@cedarplains.example.com',
    'elena.marsh@cedarplains.example.com',
  ],
  earners: [
    'fatima.lind@maplehollow.example.com',
    'george.tanaka@maplehollow.example.com',
    'hana.birch@cedarplains.example.com',
  ],
} as const;
