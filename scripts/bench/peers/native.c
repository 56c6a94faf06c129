/*
 * The practical limit: the lab's fit in C for this very problem, sizes fixed at compile time, all that the compiler knows
 * of this machine allowed. gcc -O3 -march=native -ffast-math native.c -o native -lm; ./native FITS prints seconds a fit.
 *
 * 2 inputs, 50 ReLU units (padded to 64 lanes), 3 softmax outputs, batch 32, SGD, 200 epochs of 500 rows, shuffled, with
 * training loss and accuracy, and loss and accuracy on 500 other rows after each epoch.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 500, BATCH = 32, EPOCHS = 200, LANES = 64, UNITS = 50, CLASSES = 3 };
/* 16 floats: one AVX-512 register, two of AVX2; the compiler splits them where the machine has less. */
typedef float V __attribute__((vector_size(64)));
typedef int32_t M __attribute__((vector_size(64)));
enum { WIDE = 16, BLOCKS = LANES / WIDE, TILES = BATCH / WIDE };
typedef union {
  float at[LANES];
  V wide[BLOCKS];
} Lanes;
typedef union {
  float at[BATCH];
  V wide[TILES];
} Tile;

static float train_x[ROWS][2], test_x[ROWS][2];
static int train_y[ROWS], test_y[ROWS];
static Lanes w1[2], b1, w2[CLASSES];
static float b2[CLASSES];

static uint64_t state = 88172645463325252ull;
static float uniform(void) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (float)(state >> 40) / (1 << 24);
}
static float normal(void) { return sqrtf(-2 * logf(1 - uniform())) * cosf(6.2831853f * uniform()); }

static void make_data(float x[ROWS][2], int *y) {
  static const float centers[CLASSES][2] = {{-1.3f, -9.5f}, {1, -1.3f}, {-1.6f, -4}};
  for (int i = 0; i < ROWS; i++) {
    y[i] = i % CLASSES;
    for (int j = 0; j < 2; j++) x[i][j] = centers[y[i]][j] + 2 * normal();
  }
}

static void start(void) {
  memset(w1, 0, sizeof w1), memset(&b1, 0, sizeof b1), memset(w2, 0, sizeof w2), memset(b2, 0, sizeof b2);
  for (int j = 0; j < 2; j++)
    for (int u = 0; u < UNITS; u++) w1[j].at[u] = (2 * uniform() - 1) * sqrtf(3);
  for (int c = 0; c < CLASSES; c++)
    for (int u = 0; u < UNITS; u++) w2[c].at[u] = (2 * uniform() - 1) * sqrtf(6.0f / (UNITS + CLASSES));
}

/* A batch with rows as lanes: x[j], logits, probabilities less targets; a short last batch is padded with weight 0. */
static Tile tx[2], d[CLASSES], target[CLASSES], used;

static inline V choose(M mask, V yes, V no) { return (V)((mask & (M)yes) | (~mask & (M)no)); }
static inline V larger(V a, V b) { return choose(a > b, a, b); }
static inline float sum_of(V v) {
  float sum = 0;
  for (int i = 0; i < WIDE; i++) sum += v[i];
  return sum;
}

/* exp(x) for x <= 0: 2^n times a polynomial of degree 5 on [-ln 2 / 2, ln 2 / 2]. */
static inline V exp_of(V x) {
  x = larger(x, (V){} - 87.0f);
  V t = x * 1.44269504f + 12582912.0f, n = t - 12582912.0f, r = x - n * 0.69314718f;
  V p = ((((r * 0.0083333f + 0.0416667f) * r + 0.1666667f) * r + 0.5f) * r + 1.0f) * r + 1.0f;
  return p * (V)(((M)t << 23) + 0x3f800000);
}

/* Logits and probabilities of a batch, rows as lanes; returns its loss and adds to *hits. */
static float forward(int *hits) {
  float loss = 0;
  for (int t = 0; t < TILES; t++) {
    V x0 = tx[0].wide[t], x1 = tx[1].wide[t];
    V z0 = (V){} + b2[0], z1 = (V){} + b2[1], z2 = (V){} + b2[2];
    for (int u = 0; u < UNITS; u++) {
      V h = x0 * w1[0].at[u] + x1 * w1[1].at[u] + b1.at[u];
      h = larger(h, (V){});
      z0 += h * w2[0].at[u], z1 += h * w2[1].at[u], z2 += h * w2[2].at[u];
    }
    V own = z0 * target[0].wide[t] + z1 * target[1].wide[t] + z2 * target[2].wide[t];
    V top = larger(larger(z0, z1), z2), weight = used.wide[t];
    V e0 = exp_of(z0 - top), e1 = exp_of(z1 - top), e2 = exp_of(z2 - top), sum = e0 + e1 + e2, part = weight / sum;
    d[0].wide[t] = e0 * part - target[0].wide[t], d[1].wide[t] = e1 * part - target[1].wide[t];
    d[2].wide[t] = e2 * part - target[2].wide[t];
    *hits += (int)sum_of(choose(own == top, weight, (V){}));
    /* One logarithm for eight rows: each sum is from 1 to 3. */
    V logs = choose(weight > 0, sum, (V){} + 1.0f);
    float low = 1, high = 1;
    for (int i = 0; i < 8; i++) low *= logs[i], high *= logs[i + 8];
    loss += logf(low) + logf(high) + sum_of((top - own) * weight);
  }
  return loss;
}

static void take(float x[ROWS][2], const int *y, const int *order, int from, int n) {
  for (int k = 0; k < BATCH; k++) {
    int row = order[from + (k < n ? k : 0)];
    tx[0].at[k] = x[row][0], tx[1].at[k] = x[row][1], used.at[k] = k < n;
    for (int c = 0; c < CLASSES; c++) target[c].at[k] = k < n && y[row] == c;
  }
}

/* Units as lanes, rows inside: the gradients of 16 units stay in registers, hidden activations are made again. */
static void backward(float step) {
  for (int b = 0; b < BLOCKS; b++) {
    V a0 = w1[0].wide[b], a1 = w1[1].wide[b], ab = b1.wide[b];
    V v0 = w2[0].wide[b], v1 = w2[1].wide[b], v2 = w2[2].wide[b];
    V g0 = {}, g1 = {}, g2 = {}, ga0 = {}, ga1 = {}, gab = {};
    for (int k = 0; k < BATCH; k++) {
      float d0 = d[0].at[k], d1 = d[1].at[k], d2 = d[2].at[k], x0 = tx[0].at[k], x1 = tx[1].at[k];
      V h = a0 * x0 + a1 * x1 + ab;
      M on = h > 0;
      h = choose(on, h, (V){});
      V back = choose(on, v0 * d0 + v1 * d1 + v2 * d2, (V){});
      g0 += h * d0, g1 += h * d1, g2 += h * d2, ga0 += back * x0, ga1 += back * x1, gab += back;
    }
    w1[0].wide[b] = a0 - ga0 * step, w1[1].wide[b] = a1 - ga1 * step, b1.wide[b] = ab - gab * step;
    w2[0].wide[b] = v0 - g0 * step, w2[1].wide[b] = v1 - g1 * step, w2[2].wide[b] = v2 - g2 * step;
  }
  for (int c = 0; c < CLASSES; c++)
    for (int k = 0; k < BATCH; k++) b2[c] -= step * d[c].at[k];
}

static float train_epoch(int *order, float rate, int *hits) {
  float loss = 0;
  for (int i = ROWS; i > 0;) {
    int j = (int)(uniform() * i);
    i--;
    int swap = order[i];
    order[i] = order[j], order[j] = swap;
  }
  for (int from = 0; from < ROWS; from += BATCH) {
    int n = from + BATCH < ROWS ? BATCH : ROWS - from;
    take(train_x, train_y, order, from, n);
    loss += forward(hits);
    backward(rate / n);
  }
  return loss / ROWS;
}

static float evaluate(const int *order, int *hits) {
  float loss = 0;
  for (int from = 0; from < ROWS; from += BATCH) {
    int n = from + BATCH < ROWS ? BATCH : ROWS - from;
    take(test_x, test_y, order, from, n);
    loss += forward(hits);
  }
  return loss / ROWS;
}

int main(int argc, char **argv) {
  int fits = argc > 1 ? atoi(argv[1]) : 24, hits = 0;
  float loss = 0;
  make_data(train_x, train_y), make_data(test_x, test_y);
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  for (int fit = 0; fit < fits; fit++) {
    int order[ROWS];
    for (int i = 0; i < ROWS; i++) order[i] = i;
    start();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      int train_hits = 0;
      hits = 0;
      loss += train_epoch(order, 0.01f, &train_hits);
      loss += evaluate(order, &hits);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &after);
  double seconds = after.tv_sec - before.tv_sec + 1e-9 * (after.tv_nsec - before.tv_nsec);
  printf("{\"secondsPerFit\": %.6g, \"val_acc\": %.3f, \"check\": %g}\n", seconds / fits, hits / (double)ROWS, loss);
  return 0;
}
