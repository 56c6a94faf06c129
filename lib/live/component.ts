/** Something that a page lets its reader try: what it is, how it is set, and in a sentence what it shows at first. */
export interface LiveComponent {
  component: 'training-lab' | 'descent' | 'range-finder';
  settings: Record<string, unknown>;
  /** For those who do not see it, and for pages that run no scripts. */
  description: string;
}

/** Whether a value is a live component. */
export const isLive = (value: unknown): value is LiveComponent =>
  typeof value === 'object' && value !== null && 'component' in value && 'settings' in value && 'description' in value;
