/** How components look: in the colours and the font of the page that has them, light or dark. */
export const styleSheet = `
.lab-live { margin: 1.5em 0; container-type: inline-size; }
.lab-live-panel { border: 1px solid color-mix(in srgb, currentColor 35%, transparent); border-radius: 8px; padding: 12px 16px; }
.lab-live-title { font-weight: 600; margin: 0 0 8px; }
.lab-live-controls { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 215px), 1fr)); gap: 6px 24px; }
.lab-live-control { display: grid; grid-template-columns: 1fr auto; align-items: center; min-height: 52px; }
.lab-live-control input[type=range] { grid-column: 1 / -1; width: 100%; height: 24px; margin: 0; accent-color: #0072B2; }
.lab-live-control select { font: inherit; min-height: 32px; color: inherit; background-color: transparent; border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 4px; }
.lab-live-control option { color: #222; background: #fff; }
.lab-live-control label, .lab-live-value { margin: 0; font-size: 0.92em; }
.lab-live-value { font-variant-numeric: tabular-nums; font-weight: 600; }
.lab-live-toggle { grid-template-columns: auto 1fr; gap: 8px; }
.lab-live-toggle input { width: 22px; height: 22px; accent-color: #0072B2; }
.lab-live-off { opacity: 0.65; }
.lab-live-buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; }
.lab-live-button { font: inherit; font-size: 0.92em; min-height: 36px; padding: 4px 12px; color: inherit; background: color-mix(in srgb, currentColor 7%, transparent); border: 1px solid color-mix(in srgb, currentColor 55%, transparent); border-radius: 6px; cursor: pointer; }
.lab-live-button:hover { background: color-mix(in srgb, currentColor 15%, transparent); }
.lab-live :is(input, select, button, textarea):focus-visible { outline: 3px solid #56B4E9; outline-offset: 2px; }
.lab-live-status { margin: 10px 0 0; min-height: 1.5em; font-variant-numeric: tabular-nums; }
.lab-live-spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0; }
.lab-live-code { width: 100%; font-family: monospace; color: inherit; background: transparent; }
.lab-live-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 8px 16px; margin-top: 8px; align-items: start; }
.lab-live .lab-live-figure { margin: 0; padding: 0; min-width: 0; }
.lab-live-tall { grid-row: span 2; }
.lab-live .lab-live-figure figcaption { padding: 0; font-weight: 600; font-size: 0.95em; text-align: left; margin: 0; }
.lab-live-plot { width: 100%; min-height: 290px; }
`;
