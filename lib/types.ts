/** A learning-rate schedule: a pure function from a step (an epoch or an update, counted from 0) to a learning rate. */
export type Schedule = (step: number) => number;

/** One epoch's numbers as callbacks see them: `loss`, `acc`, `val_loss`, `val_acc`, `lr`. */
export type Logs = Record<string, number>;

/** The curves of one fit, one number an epoch in each array: what `tf.History` holds in its field `history`. */
export interface History {
  loss: number[];
  acc?: number[];
  val_loss?: number[];
  val_acc?: number[];
  /** The learning rate of each epoch, where a callback logs it. */
  lr?: number[];
  [key: string]: number[] | undefined;
}

/** One trace of a Plotly figure, as JSON. */
export type Trace = Record<string, unknown>;

/** A Plotly figure as plain data, with a one-line description for readers who do not see it. */
export interface Figure {
  data: Trace[];
  layout: Record<string, unknown>;
  description: string;
}
