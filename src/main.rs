//! The `dateline` program: arguments in, exit code out.

fn main() {}
