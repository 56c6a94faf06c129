import type * as TF from '@tensorflow/tfjs';
import { checkOption, isNumber } from '../check-options.ts';
import { tf } from '../tf.ts';
import { decayedRate, shortestDecimal } from './float32.ts';

/** A tensor and the name it is stored under, as optimizers give and take their state. */
export interface NamedTensor {
  name: string;
  tensor: TF.Tensor;
}

/** Updates one weight in place, given its gradient. */
export type WeightUpdate = (weight: TF.Variable, gradient: TF.Tensor) => void;

/**
 * What the optimizers of Keras 2.3 share: a float32 learning rate that can be set at any time, its time-based decay,
 * a count of updates, and state ("slots") that starts at zero for each weight.
 *
 * A subclass gives the rule of one update. Optimizers are ordinary `tf.Optimizer`s: they go into `model.compile` and
 * `minimize`. Slots belong to weights: a second model that uses the same optimizer gets slots of its own, while the
 * rate and the count of updates go on, as in Keras.
 */
export abstract class KerasOptimizer extends tf.Optimizer {
  /** Time-based decay of the rate, per update; 0 for none. */
  readonly decay: number;

  /** The kinds of slots that every weight has, in the order in which getWeights lists them. */
  protected abstract readonly slotKinds: readonly string[];

  private readonly caller: string;
  private rate = 0;
  private readonly slots = new Map<string, TF.Variable>();
  /** Names of slots that setWeights brought and no weight has asked for yet. */
  private readonly unclaimed = new Set<string>();

  // tf.Optimizer takes everything that looks like an optimizer for an instance of itself; ours are instances by class.
  static override [Symbol.hasInstance](instance: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class that was asked, which may be a subclass
    return Function.prototype[Symbol.hasInstance].call(this, instance);
  }

  constructor(caller: string, learningRate: number, decay: number) {
    super();
    this.caller = caller;
    this.learningRate = learningRate;
    checkOption(caller, 'decay', decay, 'a number >= 0', isNumber(decay, 0));
    this.decay = decay;
  }

  /** The learning rate before decay: stored as float32, read as the shortest decimal that rounds to it. */
  get learningRate(): number {
    return shortestDecimal(this.rate);
  }

  set learningRate(value: number) {
    checkOption(this.caller, 'learningRate', value, 'a number >= 0', isNumber(value, 0));
    this.rate = Math.fround(value);
  }

  /** The learning rate after decay that the next update will use, as a float32. */
  get effectiveLearningRate(): number {
    return decayedRate(this.rate, this.decay, this.iterations);
  }

  /** Prepares one update of all weights: `learningRate` is the float32 rate after decay. */
  protected abstract update(learningRate: number): WeightUpdate;

  /** Makes one update of each weight that has a gradient, and counts it. */
  override applyGradients(gradients: TF.NamedTensorMap | NamedTensor[]): void {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    tf.tidy(() => {
      const updateWeight = this.update(this.effectiveLearningRate);
      for (const { name, tensor } of named) {
        if (tensor) updateWeight(tf.engine().registeredVariables[name], tensor);
      }
    });
    this.incrementIterations();
  }

  /** The slot of one kind for one weight; zeros when it is new. */
  protected slot(kind: string, weight: TF.Variable): TF.Variable {
    const key = `${weight.name}/${kind}`;
    const known = this.slots.get(key) ?? this.claim(kind, key, weight);
    if (known) {
      this.unclaimed.delete(key);
      return known;
    }
    const created = tf.variable(tf.zerosLike(weight), false);
    this.slots.set(key, created);
    return created;
  }

  /** Takes the next loaded slot of a kind, by position: a loaded model's weights may have got new names. */
  private claim(kind: string, key: string, weight: TF.Variable): TF.Variable | undefined {
    const loaded = [...this.unclaimed].find((name) => name.endsWith(`/${kind}`));
    if (loaded === undefined) return undefined;
    const variable = this.slots.get(loaded)!;
    const fits = String(variable.shape) === String(weight.shape);
    checkOption(this.caller, `the stored ${loaded}`, `[${variable.shape}]`, `of shape [${weight.shape}]`, fits);
    this.slots.delete(loaded);
    this.unclaimed.delete(loaded);
    this.slots.set(key, variable);
    return variable;
  }

  /** The count of updates, named 'iter', and the slots: first all of the first kind, then all of the second. */
  override async getWeights(): Promise<NamedTensor[]> {
    const stored = [...this.slots].map(([name, tensor]) => ({ name, tensor: tensor as TF.Tensor }));
    const ofKind = (kind: string) => stored.filter(({ name }) => name.endsWith(`/${kind}`));
    return [await this.saveIterations(), ...this.slotKinds.flatMap(ofKind)];
  }

  /** Takes what getWeights gave, of this optimizer or of another one of its kind; the tensors stay the caller's. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const slots = await this.extractIterations(weights);
    for (const { name } of slots) {
      const known = this.slotKinds.some((kind) => name.endsWith(`/${kind}`));
      const rule = this.slotKinds.length ? `named .../${this.slotKinds.join(' or .../')}` : 'absent';
      checkOption(this.caller, 'a stored weight', name, rule, known);
    }
    this.dispose();
    for (const { name, tensor } of slots) {
      this.slots.set(name, tf.variable(tensor, false));
      this.unclaimed.add(name);
    }
  }

  /** Frees the slots; the next update starts from zeros again. */
  override dispose(): void {
    tf.dispose([...this.slots.values()]);
    this.slots.clear();
    this.unclaimed.clear();
  }

  abstract override getConfig(): Record<string, number | boolean>;

  /** Makes an optimizer from what getConfig gave. */
  static override fromConfig<T extends TF.serialization.Serializable>(
    optimizerClass: TF.serialization.SerializableConstructor<T>,
    config: TF.serialization.ConfigDict,
  ): T {
    // tfjs puts an entry of its own into every config that it loads.
    const { customObjects, ...options } = config;
    return new optimizerClass(options);
  }
}
