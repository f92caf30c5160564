//! Markdown with YAML front matter, as extractors write it: read leniently, a line at a time.

use crate::article::Fields;

/// Parts front matter from the body.
pub(super) fn front_matter(text: &str) -> Option<(Fields, &str)> {
    let rest = text.strip_prefix("---")?.trim_start_matches('\r').strip_prefix('\n')?;
    let mut fields = Fields::default();
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == "---" {
            return Some((fields, rest.get(at..)?));
        }
        // Titles are unquoted even where they have a colon, so the first one parts name and value.
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if !value.is_empty() {
            set(&mut fields, name.trim(), value);
        }
    }
    None
}

fn set(fields: &mut Fields, name: &str, value: &str) {
    let text = Some(value.to_owned());
    match name.to_lowercase().as_str() {
        "title" | "headline" => fields.headline = text,
        "author" | "authors" | "byline" => {
            fields.authors = value.split(';').map(|author| author.trim().to_owned()).collect();
        }
        "date" | "published" => fields.published = text,
        "updated" | "modified" => fields.updated = text,
        "url" | "link" => fields.url = text,
        "sitename" | "site" => fields.site = text,
        "hostname" if fields.site.is_none() => fields.site = text,
        "language" | "lang" => fields.language = text,
        _ => {}
    }
}
