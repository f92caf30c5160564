//! The `dateline` program: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    give_memory_back();
    dateline::cli::run()
}

/// Has the allocator of glibc give large blocks back to the system once they are free (mallopt(3)).
///
/// Sorting and limiting a million rows takes blocks of 4 to 16 MB on several threads. After the first of them glibc would keep as
/// much and twice as much for each thread, which made 280 MB after some minutes of use, of which 70 were in use. The order of a
/// million rows stays below the threshold: it comes and goes with every key of a search.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn give_memory_back() {
    const OPTIONS: [(libc::c_int, libc::c_int); 3] =
        [(libc::M_MMAP_THRESHOLD, 4 << 20), (libc::M_TRIM_THRESHOLD, 16 << 20), (libc::M_ARENA_MAX, 4)];
    for (option, value) in OPTIONS {
        #[expect(unsafe_code, reason = "no crate wraps it")]
        // SAFETY: it takes two numbers and sets a parameter of the allocator, at any time. What it does not know it leaves alone.
        unsafe {
            libc::mallopt(option, value);
        }
    }
}
