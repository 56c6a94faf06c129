/** The part of a page's address after '#', in which each component keeps its state under a name of its own. */

/** The state of a component, or '' if the address has none. */
export function readAddress(name: string): string {
  return new URLSearchParams(location.hash.slice(1)).get(name) ?? '';
}

/** Puts the state of a component into the address; a link to a heading gives way to it. */
export function writeAddress(name: string, state: string): void {
  const all = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
  if (state) all.set(name, state);
  else all.delete(name);
  // Commas and equals signs may stand as they are.
  const text = all.toString().replaceAll('%2C', ',').replaceAll('%3D', '=');
  history.replaceState(history.state, '', text ? `#${text}` : location.pathname + location.search);
}
