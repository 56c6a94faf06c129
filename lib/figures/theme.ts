/**
 * Colours that people with any kind of colour vision tell apart, on white and on dark pages.
 *
 * Source: Okabe and Ito (2008), Color universal design, without its black and its yellow, which vanish on one of the two.
 */
export const palette = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#8C8C8C',
  '#B5A300',
] as const;

/** What has the same colour in every figure. */
export const colors = {
  train: '#0072B2',
  test: '#D55E00',
  reference: '#8C8C8C',
  text: '#767676',
  grid: 'rgba(128, 128, 128, 0.22)',
} as const;

/** The dashes of the 1st, 2nd ... line, so that lines differ by more than colour. */
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash'] as const;

/** The colour of the i-th value of a sweep. */
export const colorOf = (index: number): string => palette[index % palette.length]!;

/** The dash of the i-th value of a sweep. */
export const dashOf = (index: number): string => DASHES[index % DASHES.length]!;

/** A colour as `rgba(...)` with an opacity from 0 to 1. */
export function transparent(color: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** How an axis looks, before a figure says what it shows. */
export function axis(title: string | undefined, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...(title === undefined ? {} : { title: { text: title, standoff: 8 } }),
    gridcolor: colors.grid,
    linecolor: colors.grid,
    zeroline: false,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: colors.grid,
    automargin: true,
    exponentformat: 'power',
    ...more,
  };
}

/** The layout that all figures share: no background of their own, text that a page may recolour, room for the legend. */
export function baseLayout(title: string, height: number): Record<string, unknown> {
  return {
    title: { text: title, x: 0, xref: 'paper', xanchor: 'left', font: { size: 16 } },
    height,
    margin: { l: 56, r: 16, t: 72, b: 48 },
    font: { family: 'system-ui, -apple-system, "Segoe UI", sans-serif', size: 13, color: colors.text },
    paper_bgcolor: 'rgba(0, 0, 0, 0)',
    plot_bgcolor: 'rgba(0, 0, 0, 0)',
    hovermode: 'closest',
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
  };
}
