/** The script of the worker as text; the bundle puts it in place. */
declare module 'live-worker' {
  const source: string;
  export default source;
}
