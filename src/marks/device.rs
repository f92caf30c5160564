//! The name of the machine in journals.

/// No file system takes longer names than 255 bytes; a directory listing reads better with less.
const HOST_CHARS: usize = 40;

/// The name of this machine: its host name and a hash of its machine id, of letters, digits, `-` and `_`.
pub(super) fn name() -> String {
    let uname = rustix::system::uname();
    let id = std::fs::read_to_string("/etc/machine-id").ok();
    compose(&uname.nodename().to_string_lossy(), id.as_deref())
}

fn compose(host: &str, id: Option<&str>) -> String {
    let keep = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }
    };
    let host: String = host.chars().map(keep).take(HOST_CHARS).collect();
    let host = match host.trim_matches('-') {
        "" => "device",
        host => host,
    };
    match id.map(str::trim).filter(|id| !id.is_empty()) {
        // machine-id(5) asks for a keyed hash, so that the id itself does not leave the machine.
        Some(id) => {
            let [a, b, c, d, ..] = blake3::derive_key("dateline marks device", id.as_bytes());
            format!("{host}-{:08x}", u32::from_be_bytes([a, b, c, d]))
        }
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_a_plain_file_name() {
        assert_eq!(compose("../my host.local\t\u{1b}", None), "my-host-local");
        assert_eq!(compose("...", Some(" \n")), "device");
        let named = compose("desk", Some("0123456789abcdef0123456789abcdef\n"));
        assert_eq!(named.len(), "desk-".len() + 8);
        assert_ne!(named, compose("desk", Some("1123456789abcdef0123456789abcdef\n")));
    }
}
