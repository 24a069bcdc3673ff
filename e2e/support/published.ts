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

export type Day = { slug: string; note: string };

/** The cards of the last days, newest first, each once. */
export async function lastDays(url: string): Promise<Day[]> {
  const { days } = await published(url);
  const all = [0, 1, 2, 3, 4, 5, 6, 7].map((ago) => ({ slug: days[day(ago).iso] ?? "", note: day(ago).chinese }));
  return all.filter(({ slug }, at) => slug && all.findIndex((other) => other.slug === slug) === at);
}

/** The slug of today's card, or of the one so many places below it. */
export async function recentCard(url: string, below = 0): Promise<string> {
  const found = (await lastDays(url))[below];
  if (!found) throw new Error(`no card ${below} below today's`);
  return found.slug;
}
