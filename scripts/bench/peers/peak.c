/*
 * The most floating-point operations that one core does: multiply-adds on registers alone, as wide as the compiler may.
 * gcc -O3 -march=native peak.c -o peak; ./peak prints operations a second, a multiply-add counted as two.
 */
#include <stdio.h>
#include <time.h>

typedef float V __attribute__((vector_size(64)));
/* Enough sums at a time to fill the pipelines of two multiply-add units. */
enum { SUMS = 8, ROUNDS = 30000000 };

int main(void) {
  V sums[SUMS], factor, term;
  for (int lane = 0; lane < 16; lane++) {
    factor[lane] = 0.999f;
    term[lane] = 0.001f;
    for (int i = 0; i < SUMS; i++) sums[i][lane] = i;
  }
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int round = 0; round < ROUNDS; round++)
    for (int i = 0; i < SUMS; i++) sums[i] = sums[i] * factor + term;
  clock_gettime(CLOCK_MONOTONIC, &to);
  double seconds = (to.tv_sec - from.tv_sec) + (to.tv_nsec - from.tv_nsec) / 1e9;
  double check = 0;
  for (int i = 0; i < SUMS; i++) check += sums[i][0];
  printf("{\"flops\": %g, \"check\": %g}\n", 2.0 * 16 * SUMS * ROUNDS / seconds, check);
  return 0;
}
