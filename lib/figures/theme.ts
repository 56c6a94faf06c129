/**
 * Colours that people with any kind of colour vision tell apart, on white and on dark pages: for things without an order.
 *
 * Source: Okabe and Ito (2008), Color universal design; without its black, which vanishes on dark pages, and with its
 * yellow darkened, which vanishes on white ones.
 */
export const palette = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#B5A300',
  '#8C8C8C',
] as const;

/** What has the same colour in every figure. */
export const colors = {
  train: '#0072B2',
  test: '#D55E00',
  /** Lines to compare with. */
  reference: '#8C8C8C',
  /** Lines that belong to no class and no run. Greys turn over on a dark page. */
  neutral: '#595959',
  /** Text, where no page says which colour it has: readable on white and on black. */
  text: '#767676',
  grid: 'rgba(128, 128, 128, 0.18)',
  axis: 'rgba(128, 128, 128, 0.6)',
} as const;

/** From blue to orange: bluer is earlier. Neither end is so dark or so light that it vanishes on a page. */
const SEQUENCE = ['#3B5FD1', '#8350C4', '#C3488F', '#E0603F', '#E39A05'] as const;

const DASHES = ['solid', 'dash', 'dot', 'dashdot'] as const;

/** The colour of the i-th thing, counted from 0, of things without an order. */
export const colorOf = (index: number): string => palette[index % palette.length]!;

/** The dash of the i-th line, counted from 0: another one when the colours begin anew. */
export const dashOf = (index: number): string => DASHES[Math.floor(index / palette.length) % DASHES.length]!;

/** Red, green and blue of a colour like '#0072B2', from 0 to 255. */
function channels(color: string): number[] {
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`figures: a colour must be like '#0072B2', got '${color}'`);
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/**
 * Colours for the values of a sweep, in their order: from blue for the first to orange for the last.
 *
 * @param count how many values
 * @returns one colour a value, like '#3b5fd1'
 */
export function sweepColors(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const place = count < 2 ? 0 : (index / (count - 1)) * (SEQUENCE.length - 1);
    const below = Math.min(Math.floor(place), SEQUENCE.length - 2);
    const [from, to] = [channels(SEQUENCE[below]!), channels(SEQUENCE[below + 1]!)];
    const mixed = from.map((value, i) => Math.round(value + (to[i]! - value) * (place - below)));
    return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  });
}

/** A colour like '#0072B2' with an opacity from 0 to 1, as `rgba(...)`. */
export const transparent = (color: string, opacity: number): string =>
  `rgba(${channels(color).join(', ')}, ${opacity})`;

const axisStyle = {
  showline: true,
  linecolor: colors.axis,
  linewidth: 1,
  gridcolor: colors.grid,
  gridwidth: 1,
  zeroline: false,
  ticks: 'outside',
  ticklen: 4,
  tickcolor: colors.axis,
  tickfont: { size: 12 },
  title: { standoff: 8, font: { size: 13 } },
  exponentformat: 'power',
  minexponent: 5,
};

/** How all figures look: a Plotly template without a background of its own, whose colours a page may replace. */
const template = {
  layout: {
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', size: 13, color: colors.text },
    colorway: [...palette],
    paper_bgcolor: 'rgba(0, 0, 0, 0)',
    plot_bgcolor: 'rgba(0, 0, 0, 0)',
    title: { x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top', pad: { t: 10, l: 12 } },
    xaxis: { ...axisStyle, showgrid: false },
    yaxis: axisStyle,
    hovermode: 'closest',
    hoverlabel: { font: { size: 12 } },
    modebar: { bgcolor: 'rgba(0, 0, 0, 0)', color: colors.reference, activecolor: colors.text },
    legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom', font: { size: 12 } },
  },
};

/** The layout that all figures share. */
export function baseLayout(title: string, height: number): Record<string, unknown> {
  return {
    template: structuredClone(template),
    title: { text: title, font: { size: 16 } },
    height,
    margin: { l: 12, r: 16, t: 84, b: 12 },
  };
}

/** An axis of a single plot: it makes its own room for its title and numbers. */
export const axis = (title: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: { text: title },
  automargin: true,
  ...more,
});
