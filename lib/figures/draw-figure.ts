/** What of Plotly a page needs. */
interface PlotlyInPage {
  react: (element: HTMLElement, data: unknown[], layout: object, config: object) => Promise<unknown>;
  relayout: (element: HTMLElement, change: object) => Promise<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: Plotly's layouts are JSON of a hundred kinds
type Json = any;

/**
 * Draws a figure inside a page, in the page's colours, font and width, and again when these change. The text of this
 * function goes into the HTML of each figure, so it uses nothing from outside.
 *
 * @param id of the element to draw into
 * @param figure its data and layout
 * @param arrangePanels arranges the panels of a layout for a width
 * @returns draws another figure in the same place; undefined where there is no such element
 */
export function drawFigure(
  id: string,
  figure: { data: Json[]; layout: Json },
  arrangePanels: (layout: Json, width: number) => void,
): ((next: { data: Json[]; layout: Json }) => Promise<unknown>) | undefined {
  const element = document.getElementById(id);
  if (!element) return undefined;
  const plotly = () => (window as unknown as { Plotly?: PlotlyInPage }).Plotly;
  const copy = (value: Json) => JSON.parse(JSON.stringify(value));
  // A finger on a figure scrolls the page.
  const isTouched = matchMedia('(pointer: coarse)').matches;
  const config = { responsive: true, displaylogo: false, displayModeBar: false };

  /** Red, green and blue of the page's text. */
  const textColor = () => (getComputedStyle(element).color.match(/[\d.]+/g) ?? ['118', '118', '118']).slice(0, 3);
  const isDark = () => textColor().reduce((sum, value) => sum + Number(value), 0) > 382;

  /** The layout for the page as it is now. */
  function layoutNow(): Json {
    const layout = copy(figure.layout);
    const [red, green, blue] = textColor();
    const color = (opacity: number) => `rgba(${red}, ${green}, ${blue}, ${opacity})`;
    const template = layout.template.layout;
    Object.assign(template.font, { color: color(1), family: getComputedStyle(element!).fontFamily });
    for (const axis of [template.xaxis, template.yaxis]) {
      Object.assign(axis, { gridcolor: color(0.13), linecolor: color(0.5), tickcolor: color(0.5) });
    }
    template.hoverlabel.bgcolor = isDark() ? '#2b2b2b' : '#ffffff';
    // The page shows the title itself, where it wraps; Plotly makes room for the legend.
    delete layout.title;
    // A figure with margins of its own names its top; its legend needs one more row on a phone.
    const top = layout.meta?.top === undefined ? 12 : layout.meta.top + (element!.clientWidth < 340 ? 20 : 0);
    layout.margin = { ...layout.margin, t: top };
    layout.width = element!.clientWidth;
    if (layout.meta?.titles) arrangePanels(layout, element!.clientWidth);
    if (isTouched) {
      layout.dragmode = false;
      for (const key of Object.keys(layout)) if (/^[xy]axis/.test(key)) layout[key].fixedrange = true;
    }
    return layout;
  }

  /** A colour for a dark page: greys, which have no meaning of their own, turn over; dark colours become lighter. */
  function onDark(color: string): string {
    const channels = (color.match(/^#(..)(..)(..)$/) ?? []).slice(1).map((hex) => Number.parseInt(hex, 16));
    const [red = 255, green = 255, blue = 255] = channels;
    const isGrey = red === green && green === blue;
    if (channels.length === 0 || (!isGrey && 0.3 * red + 0.59 * green + 0.11 * blue > 112)) return color;
    const changed = channels.map((value) => (isGrey ? 255 - value : Math.round(value + (255 - value) * 0.25)));
    return `rgb(${changed.join(', ')})`;
  }

  /** The data in the colours for the page as it is now. */
  function dataNow(): Json[] {
    const data = copy(figure.data);
    if (!isDark()) return data;
    for (const { line, marker } of data) {
      for (const style of [line, marker]) if (typeof style?.color === 'string') style.color = onDark(style.color);
    }
    return data;
  }

  /** Where the legend needs several rows, the figure grows instead of its plots shrinking. */
  function growForLegend(layout: Json): void {
    const height = (element as Json)._fullLayout?._size?.h;
    const missing = (layout.meta?.plotHeight ?? 240) - height;
    if (!(missing > 1)) return;
    const grown = layout.height + Math.ceil(missing);
    element!.style.height = `${grown}px`;
    plotly()?.relayout(element!, { height: grown });
  }

  const appearance = () => `${textColor()} ${element.clientWidth}`;
  let drawn = '';
  function drawIfChanged(): Promise<unknown> | undefined {
    if (!plotly() || element!.clientWidth === 0 || drawn === appearance()) return undefined;
    drawn = appearance();
    const layout = layoutNow();
    element!.style.height = `${layout.height}px`;
    return plotly()!
      .react(element!, dataNow(), layout, config)
      .then(() => growForLegend(layout));
  }

  let tries = 0;
  /** Plotly may come later than the figure. Where it does not come at all, the description stands in for the figure. */
  function drawWhenReady(): void {
    if (plotly()) {
      if (tries > 100) element!.textContent = '';
      drawIfChanged();
      return;
    }
    if (++tries === 100) element!.textContent = element!.getAttribute('aria-label');
    setTimeout(drawWhenReady, tries < 100 ? 50 : 1000);
  }
  setTimeout(drawWhenReady, 0);

  const soon = () => {
    setTimeout(drawIfChanged, 0);
    // Style sheets of another theme may have to be loaded first.
    setTimeout(drawIfChanged, 400);
  };
  const theme = new MutationObserver(soon);
  const watched = { attributes: true, attributeFilter: ['data-theme', 'data-jp-theme-light', 'class', 'style'] };
  theme.observe(document.documentElement, watched);
  if (document.body) theme.observe(document.body, watched);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', soon);
  new ResizeObserver(soon).observe(element);

  return async (next) => {
    const onlyImages = next.data === figure.data && drawn === appearance();
    figure = next;
    // Images alone are changed in a tenth of the time.
    if (onlyImages) return plotly()?.relayout(element, { images: next.layout.images });
    drawn = '';
    await drawIfChanged();
  };
}
