/** What is said of an answer. */
export type Verdict = { right: true; note?: string } | { right: false; hint: string };

/** One exercise of the book. */
export interface Exercise {
  /** What is asked, in a few words. */
  title: string;
  /** Judges an answer: right, or a hint that fits what is wrong with it. It never throws for a wrong kind of answer. */
  judge(answer: unknown): Verdict | Promise<Verdict>;
}

/** The exercises of one notebook by their id, such as 'momentum-2'. */
export type Exercises = Record<string, Exercise>;
