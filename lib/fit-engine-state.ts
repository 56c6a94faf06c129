import type * as TF from '@tensorflow/tfjs';
import type { FitSpec } from './fit-engine-spec.ts';
import type { Trainer } from './fused/trainer.ts';
import type { NamedTensor } from './optimizers/keras-optimizer.ts';
import { tf } from './tf.ts';

/** The parts of tfjs's optimizers that their types hide. */
interface OptimizerInside {
  iterations_: number;
  accBeta1?: TF.Variable;
  accBeta2?: TF.Variable;
}

/**
 * Keeps a model's weights and its optimizer's state in TensorFlow.js and in a trainer the same, in the direction asked for.
 */
export class SharedState {
  private readonly variables: TF.Variable[];
  /** What TensorFlow.js held when both were the same: a variable that is assigned gets another data id. */
  private seen: object[] = [];

  constructor(
    private readonly model: TF.LayersModel,
    private readonly trainer: Trainer,
    private readonly spec: FitSpec,
  ) {
    // Layers keep tf.Variables in wrappers of their own.
    this.variables = model.trainableWeights.map((weight) => (weight as unknown as { val: TF.Variable }).val);
  }

  /** Updates made so far, as the optimizer counts them. */
  get iterations(): number {
    return this.model.optimizer.iterations;
  }

  /** Tells the optimizer how many updates have been made. */
  set iterations(count: number) {
    (this.model.optimizer as unknown as OptimizerInside).iterations_ = count;
  }

  /** The tensors of the optimizer's slots, kind by kind; none before its first update. */
  private async slotTensors(): Promise<TF.Tensor[]> {
    if (this.spec.slots === 0) return [];
    const [iter, ...slots] = (await this.model.optimizer.getWeights()) as NamedTensor[];
    // The count is a new tensor each time.
    iter?.tensor.dispose();
    return slots.map(({ tensor }) => tensor);
  }

  private async ids(): Promise<object[]> {
    return [...this.variables, ...(await this.slotTensors())].map((tensor) => tensor.dataId);
  }

  /** Brings weights and state into the trainer. */
  async load(): Promise<void> {
    this.trainer.setWeights(await Promise.all(this.variables.map((variable) => variable.data())));
    const slots = await this.slotTensors();
    const each = this.variables.length;
    for (const kind of [0, 1] as const) {
      if (kind >= this.spec.slots) continue;
      const own = slots.slice(kind * each, (kind + 1) * each);
      if (own.length === 0) this.trainer.fillSlot(kind, this.spec.slotStart);
      else this.trainer.setSlot(kind, await Promise.all(own.map((slot) => slot.data())));
    }
    this.seen = await this.ids();
  }

  /** Brings weights and state, where they were changed since they were last the same, into the trainer. */
  async loadChanges(): Promise<void> {
    const now = await this.ids();
    const changed = now.length !== this.seen.length || now.some((id, index) => id !== this.seen[index]);
    if (changed) await this.load();
  }

  /** Writes weights and state back into TensorFlow.js. */
  async save(): Promise<void> {
    const assign = (variable: TF.Tensor, values: Float32Array) =>
      (variable as TF.Variable).assign(tf.tensor(values, variable.shape, 'float32'));
    const weights = this.trainer.getWeights();
    tf.tidy(() => {
      this.variables.forEach((variable, index) => void assign(variable, weights[index]!));
    });
    await this.saveSlots(assign);
    this.seen = await this.ids();
  }

  private async saveSlots(assign: (variable: TF.Tensor, values: Float32Array) => void): Promise<void> {
    const { optimizer } = this.model;
    const kinds = ([0, 1] as const).slice(0, this.spec.slots);
    const values = kinds.flatMap((kind) => this.trainer.getSlot(kind));
    const there = await this.slotTensors();
    if (there.length > 0) {
      tf.tidy(() => {
        there.forEach((variable, index) => void assign(variable, values[index]!));
      });
    } else if (values.length > 0) {
      await this.createSlots(values);
    }
    const { accBeta1, accBeta2, iterations_ } = optimizer as unknown as OptimizerInside;
    const { beta1 = 0, beta2 = 0 } = this.spec.rates;
    tf.tidy(() => {
      accBeta1?.assign(tf.scalar(beta1 ** (iterations_ + 1)));
      accBeta2?.assign(tf.scalar(beta2 ** (iterations_ + 1)));
    });
  }

  /** Lets the optimizer make its slots, by the names that its first update would have given them. */
  private async createSlots(values: Float32Array[]): Promise<void> {
    const { optimizer } = this.model;
    const iter = { name: 'iter', tensor: tf.scalar(optimizer.iterations, 'int32') };
    const kinds = slotKinds(optimizer);
    const slots = values.map((array, index) => {
      const variable = this.variables[index % this.variables.length]!;
      const kind = kinds[Math.floor(index / this.variables.length)]!;
      return { name: `${variable.name}/${kind}`, tensor: tf.tensor(array, variable.shape, 'float32') };
    });
    await optimizer.setWeights([iter, ...slots]);
    tf.dispose([iter.tensor, ...slots.map(({ tensor }) => tensor)]);
  }
}

/** What an optimizer calls its slots. */
function slotKinds(optimizer: TF.Optimizer): readonly string[] {
  const own = (optimizer as unknown as { slotKinds?: readonly string[] }).slotKinds;
  const ofTf: Record<string, string[]> = {
    Momentum: ['momentum'],
    RMSProp: ['rms', 'momentum'],
    Adagrad: ['accumulator'],
    Adam: ['m', 'v'],
  };
  return own ?? ofTf[optimizer.getClassName()]!;
}
