/**
 * A roster to fill in, of invented people at a district's own schools, as CSV. It begins with the mark by which spreadsheets
 * on Windows know UTF-8; without it they would write its accents otherwise.
 */
export function sample(schools: string[]): string {
  const people = [
    ['ana.ruiz@school.example.com', 'Ana Ruiz', schools[0]],
    ['ben.okoro@school.example.com', 'Ben Okoro', schools[1] ?? schools[0]],
    ['chloe.nunez@school.example.com', 'Chloé Núñez', ''],
  ];
  const lines = [['email', 'name', 'school'], ...people].map((cells) =>
    cells.map((each) => cell(each ?? '')).join(','),
  );
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** A cell as it is written: in quotation marks where it holds what separates. */
function cell(text: string): string {
  return /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
