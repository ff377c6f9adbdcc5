/** A child that ends as soon as it has begun. */
process.stderr.write('nothing here can be loaded\n');
process.exit(7);
