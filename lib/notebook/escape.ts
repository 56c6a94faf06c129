const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML, also inside attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** JSON that can stand inside a script element: no end tag and no comment can begin in it. */
export const jsonForScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** JavaScript that can stand inside a script element: what would end the element stands in its strings only. */
export const escapeScript = (source: string): string =>
  source.replace(/<(?=\/script)/gi, '\\x3c').replace(/<!--/g, '\\x3c!--');
