// Plotly's layout is edited as the JSON that it is.
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
type Json = any;

/**
 * Draws a figure inside a page: the text of this function goes into the HTML of each figure, so it uses nothing from
 * outside. It follows the page's colours and width, and waits for Plotly where that comes later.
 *
 * @param id of the element to draw into
 * @param figure its data and layout
 */
export function drawFigure(id: string, figure: { data: unknown[]; layout: Record<string, Json> }): void {
  const element = document.getElementById(id);
  if (!element) return;
  const config = { responsive: true, displaylogo: false, displayModeBar: false };
  const isNarrow = () => element.clientWidth < 560;

  /** The layout for the page as it is now: its text colour, and as many panels side by side as it has room for. */
  function layoutNow(): Record<string, Json> {
    const color = getComputedStyle(element!).color;
    const grid = color.replace(/rgba?\((\d+), (\d+), (\d+).*/, 'rgba($1, $2, $3, 0.16)');
    const layout = JSON.parse(JSON.stringify(figure.layout));
    // The page shows the title itself, where it wraps.
    delete layout.title;
    layout.font.color = color;
    layout.margin.t = Math.max(36, layout.margin.t - 32);
    for (const key of Object.keys(layout)) {
      if (/^[xy]axis/.test(key)) Object.assign(layout[key], { gridcolor: grid, linecolor: grid, tickcolor: grid });
    }
    for (const annotation of layout.annotations ?? []) annotation.font.color = color;
    for (const shape of layout.shapes ?? []) if (shape.label?.font) shape.label.font.color = color;
    if (isNarrow()) layout.margin = { ...layout.margin, l: Math.min(layout.margin.l, 52), r: 8 };
    const { meta } = layout;
    if (meta?.panels && isNarrow() && meta.columns > 2) {
      const columns = 2;
      const rows = Math.ceil(meta.panels / columns);
      Object.assign(layout.grid, { rows, columns });
      layout.height = rows * meta.panelHeight + meta.around;
      layout.legend.y = 1 + 26 / (layout.height - 140);
    }
    return layout;
  }

  let drawnNarrow: boolean | undefined;
  function draw(): void {
    const { Plotly } = window as Json;
    if (!Plotly) {
      setTimeout(draw, 50);
      return;
    }
    drawnNarrow = isNarrow();
    Plotly.react(element, figure.data, layoutNow(), config);
  }

  draw();
  const redraw = () => (window as Json).Plotly && draw();
  const watched = { attributes: true, attributeFilter: ['data-theme', 'data-jp-theme-light', 'class'] };
  const observer = new MutationObserver(redraw);
  observer.observe(document.documentElement, watched);
  observer.observe(document.body, watched);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('resize', () => drawnNarrow !== isNarrow() && redraw());
}
