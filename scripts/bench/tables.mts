/** Times contenders in turn, and writes what came out as tables in Markdown. */
import type { Contender } from './contenders.mts';

/** The times of one contender, in seconds. */
export interface Times {
  name: string;
  note: string;
  median: number;
  lowest: number;
  highest: number;
}

/** Times all contenders in turn, several times, so that a slow minute of the machine hits all of them. */
export function timeAll(contenders: Contender[], rounds: number): Times[] {
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { name, note, seconds }] of contenders.entries()) {
      const measured = seconds();
      console.log(`  round ${round + 1} of ${rounds}: ${name} (${note}): ${measured.toPrecision(3)} s`);
      times[index]!.push(measured);
    }
  }
  return contenders.map(({ name, note }, index) => {
    const sorted = times[index]!.sort((a, b) => a - b);
    return { name, note, median: sorted[sorted.length >> 1]!, lowest: sorted[0]!, highest: sorted.at(-1)! };
  });
}

/** A table in Markdown; the first column is text, the others numbers. */
export function markdownTable(title: string, text: string, head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [`## ${title}`, '', ...(text ? [text, ''] : []), ...[head, rule, ...rows].map(line), ''].join('\n');
}

/** The times as ratios to the first row's. */
export function ratioTable(title: string, text: string, all: Times[]): string {
  const head = ['Contender', 'How', 'Seconds, median', 'Lowest to highest', 'Times the first row'];
  const base = all[0]!.median;
  const rows = all.map(({ name, note, median, lowest, highest }) => {
    const spread = `${lowest.toPrecision(3)} to ${highest.toPrecision(3)}`;
    return [name, note, median.toPrecision(3), spread, (median / base).toPrecision(3)];
  });
  return markdownTable(title, text, head, rows);
}
