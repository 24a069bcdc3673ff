// What a server has published, as its own files say it.

type Index = { seq: number; days: Record<string, string>; withdrawn: string[] };

export async function published(url: string): Promise<Index> {
  const version = await (await fetch(`${url}/version.json`)).json();
  return (await fetch(`${url}/bundle/${version.bundle}`)).json();
}

/** A day in Beijing, so many days ago, as the index and as people write it. */
export function day(ago = 0): { iso: string; chinese: string } {
  const date = new Date(Date.now() + 8 * 3600e3 - ago * 864e5);
  return { iso: date.toISOString().slice(0, 10), chinese: `${date.getUTCMonth() + 1}月${date.getUTCDate()}日` };
}

/** The slug of the card of a day, so many days ago. */
export async function cardOfDay(url: string, ago = 0): Promise<string> {
  const slug = (await published(url)).days[day(ago).iso];
  if (!slug) throw new Error(`no card ${ago} days ago`);
  return slug;
}
