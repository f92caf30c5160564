//! Tables whose cells are data, as rows between bars.

use dom_query::NodeRef;

/// A cell with more bytes has prose in it, and its table only lays the page out.
const CELL_BYTES: usize = 100;
/// Columns of a table; one that has more is a calendar or a menu.
const COLUMNS: usize = 16;

/// The caption of a table and its rows, a line each, with a rule below its head; nothing where it is no table of data.
pub(super) fn of(table: &NodeRef) -> Option<String> {
    let mut rows = Vec::new();
    gather(table, &mut rows)?;
    let columns = rows.iter().map(|(cells, _)| cells.len()).max()?;
    // What stands in one column, or in one row, is a list.
    let filled = rows.iter().filter(|(cells, _)| cells.len() >= 2).count();
    if filled < 2 || filled * 2 < rows.len() || columns > COLUMNS {
        return None;
    }
    let mut text = String::new();
    let captions = table.element_children().into_iter().filter(|child| child.node_name().as_deref() == Some("caption"));
    for caption in captions.map(|caption| super::text::of(&caption)).filter(|caption| !caption.is_empty()) {
        text.push_str(&caption);
        text.push_str("\n\n");
    }
    for (number, (cells, is_head)) in rows.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&format!("| {} |", cells.join(" | ")));
        if number == 0 && *is_head {
            text.push_str(&format!("\n|{}", " --- |".repeat(cells.len())));
        }
    }
    Some(text)
}

/// Adds the rows below a node: their cells, and whether these are headings.
fn gather(node: &NodeRef, rows: &mut Vec<(Vec<String>, bool)>) -> Option<()> {
    for child in node.element_children() {
        match child.node_name().as_deref().unwrap_or_default() {
            "tr" => {
                let cells: Vec<NodeRef> = child.element_children();
                let texts = cells.iter().map(cell).collect::<Option<Vec<String>>>()?;
                if texts.iter().any(|text| !text.is_empty()) {
                    let is_head = cells.iter().all(|cell| cell.node_name().as_deref() == Some("th"));
                    rows.push((texts, is_head));
                }
            }
            "thead" | "tbody" | "tfoot" => gather(&child, rows)?,
            _ => {}
        }
    }
    Some(())
}

/// The text of a cell that is data.
fn cell(node: &NodeRef) -> Option<String> {
    let has_blocks = node.descendants_it().any(|node| {
        matches!(
            node.node_name().as_deref(),
            Some("p" | "div" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "img")
        )
    });
    let text = super::text::of(node).split_whitespace().collect::<Vec<_>>().join(" ");
    (!has_blocks && text.len() <= CELL_BYTES && !text.contains('|')).then_some(text)
}
