/*
 * The key exchange of message stream encryption: 2^x modulo a safe prime of 768 bits, as slow as it is taught at school: some
 * milliseconds for each connection, all of them before the first byte that is measured.
 */
#ifndef WARREN_BENCH_DIFFIE_HELLMAN_H
#define WARREN_BENCH_DIFFIE_HELLMAN_H

#include <stdint.h>
#include <string.h>

enum { LIMBS = 12, KEY_LENGTH = 96, SECRET_LENGTH = 20 };

/* The lowest limb first. */
typedef struct {
  uint64_t limbs[LIMBS];
} number;

static const number prime = {{0x0000000000090563, 0xf44c42e9a63a3621, 0xe485b576625e7ec6, 0x4fe1356d6d51c245,
                              0x302b0a6df25f1437, 0xef9519b3cd3a431b, 0x514a08798e3404dd, 0x020bbea63b139b22,
                              0x29024e088a67cc74, 0xc4c6628b80dc1cd1, 0xc90fdaa22168c234, 0xffffffffffffffff}};

static inline int is_below_prime(const number *value) {
  for (int i = LIMBS - 1; i >= 0; i--) {
    if (value->limbs[i] != prime.limbs[i]) return value->limbs[i] < prime.limbs[i];
  }
  return 0;
}

static inline void subtract_prime(number *value) {
  uint64_t borrow = 0;
  for (int i = 0; i < LIMBS; i++) {
    unsigned __int128 difference = (unsigned __int128)value->limbs[i] - prime.limbs[i] - borrow;
    value->limbs[i] = difference;
    borrow = (difference >> 64) & 1;
  }
}

static inline void add_modulo(number *sum, const number *other) {
  uint64_t carry = 0;
  for (int i = 0; i < LIMBS; i++) {
    unsigned __int128 total = (unsigned __int128)sum->limbs[i] + other->limbs[i] + carry;
    sum->limbs[i] = total;
    carry = total >> 64;
  }
  if (carry || !is_below_prime(sum)) subtract_prime(sum);
}

static inline number multiply_modulo(const number *a, const number *b) {
  number product = {{0}};
  for (int bit = 64 * LIMBS - 1; bit >= 0; bit--) {
    number twice = product;
    add_modulo(&product, &twice);
    if (a->limbs[bit / 64] >> (bit % 64) & 1) add_modulo(&product, b);
  }
  return product;
}

static inline number power_modulo(const number *base, const unsigned char secret[SECRET_LENGTH]) {
  number result = {{1}};
  for (int bit = 0; bit < 8 * SECRET_LENGTH; bit++) {
    result = multiply_modulo(&result, &result);
    if (secret[bit / 8] >> (7 - bit % 8) & 1) result = multiply_modulo(base, &result);
  }
  return result;
}

static inline number read_key(const unsigned char bytes[KEY_LENGTH]) {
  number value = {{0}};
  for (int i = 0; i < KEY_LENGTH; i++)
    value.limbs[(KEY_LENGTH - 1 - i) / 8] |= (uint64_t)bytes[i] << (8 * ((KEY_LENGTH - 1 - i) % 8));
  if (!is_below_prime(&value)) subtract_prime(&value);
  return value;
}

static inline void write_key(unsigned char bytes[KEY_LENGTH], const number *value) {
  for (int i = 0; i < KEY_LENGTH; i++)
    bytes[i] = value->limbs[(KEY_LENGTH - 1 - i) / 8] >> (8 * ((KEY_LENGTH - 1 - i) % 8));
}

#endif
