//! JSON as programs write it that do not know better.

use serde_json::Value;

use super::super::Problem;

/// Reads one value: as it stands or, where that is not JSON, with what can be mended.
///
/// # Errors
///
/// When it is not JSON.
pub(in super::super) fn value(text: &str) -> Result<Value, Problem> {
    let text = text.trim_end_matches(['\n', '\r']);
    let read = serde_json::from_str(text);
    let named = |error: serde_json::Error| {
        let what = error.to_string();
        // Which line of a file this is, stands before it.
        let what = if text.contains('\n') { what } else { what.replace(" at line 1 column ", " at column ") };
        Problem::new(&format!("not valid JSON: {what}"))
    };
    read.or_else(|error| match mended(text) {
        Some(text) => serde_json::from_str(&text).map_err(|_| named(error)),
        None => Err(named(error)),
    })
}

/// Mends what Python and careless programs leave: `NaN`, line ends within strings, halves of surrogate pairs.
fn mended(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut changed = false;
    let mut string = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        let (written, used) = match c {
            '\\' if string => escape(rest),
            '\n' | '\r' | '\t' | '\0'..='\x1f' if string => (Some(format!("\\u{:04x}", c as u32)), 1),
            'N' if !string && rest.starts_with("NaN") => (Some("null".to_owned()), 3),
            '-' if !string && rest.starts_with("-Infinity") => (Some("null".to_owned()), 9),
            'I' if !string && rest.starts_with("Infinity") => (Some("null".to_owned()), 8),
            _ => (None, c.len_utf8()),
        };
        string ^= c == '"';
        match &written {
            Some(written) => out.push_str(written),
            None => out.push_str(rest.get(..used).unwrap_or_default()),
        }
        changed |= written.is_some();
        rest = rest.get(used..).unwrap_or(tail);
    }
    changed.then_some(out)
}

/// What stands for an escape, if it cannot stand as it is, and its length.
fn escape(rest: &str) -> (Option<String>, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match unit(0) {
        Some(0xd800..=0xdbff) => match unit(6) {
            Some(0xdc00..=0xdfff) => (None, 12),
            _ => (Some("\\ufffd".to_owned()), 6),
        },
        Some(0xdc00..=0xdfff) => (Some("\\ufffd".to_owned()), 6),
        Some(_) => (None, 6),
        None => match rest.chars().nth(1) {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => (None, 2),
            // A lone backslash, as in "C:\docs" or "\'".
            _ => (Some("\\\\".to_owned()), 1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, json: &Value) {
        assert_eq!(value(text).as_ref(), Ok(json), "{text}");
    }

    #[test]
    fn what_is_certain_is_mended() {
        check(r#"{"a": NaN, "b": [-Infinity]}"#, &serde_json::json!({"a": null, "b": [null]}));
        check("{\"a\": \"x\ny\"}", &serde_json::json!({"a": "x\ny"}));
        check(r#"{"a": "\ud83d\ude00 \ud83d."}"#, &serde_json::json!({"a": "\u{1f600} \u{fffd}."}));
        check(r#"{"a": "it\'s"}"#, &serde_json::json!({"a": "it\\'s"}));
        assert!(value(r#"{"a": "#).is_err());
    }

    #[test]
    fn a_line_is_not_said_to_have_lines() {
        let reason = |text: &str| value(text).unwrap_err().reason;
        assert_eq!(reason("{\"a\": \"b\n"), "not valid JSON: EOF while parsing a string at column 8");
        assert_eq!(reason("{\n\"a\": \"b\n"), "not valid JSON: EOF while parsing a string at line 2 column 7");
    }
}
