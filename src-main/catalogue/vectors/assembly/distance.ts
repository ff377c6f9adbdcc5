/** In how many of its first 256 bits a row differs from a query's signs. */
export function firstHalf(at: usize, query: usize): i32 {
  return <i32>(
    (popcnt(load<u64>(at) ^ load<u64>(query)) +
      popcnt(load<u64>(at, 8) ^ load<u64>(query, 8)) +
      popcnt(load<u64>(at, 16) ^ load<u64>(query, 16)) +
      popcnt(load<u64>(at, 24) ^ load<u64>(query, 24)))
  );
}

/** The same of the last 256 bits. */
export function secondHalf(at: usize, query: usize): i32 {
  return <i32>(
    (popcnt(load<u64>(at, 32) ^ load<u64>(query, 32)) +
      popcnt(load<u64>(at, 40) ^ load<u64>(query, 40)) +
      popcnt(load<u64>(at, 48) ^ load<u64>(query, 48)) +
      popcnt(load<u64>(at, 56) ^ load<u64>(query, 56)))
  );
}
