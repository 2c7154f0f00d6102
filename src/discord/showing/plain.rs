//! Cards as plain text: for servers that want no frames, and for readers whom frames hinder.
//!
//! What a card says is said in the same order, and its buttons stay. Headings become bold lines, small print plain.

use serde_json::{Value, json};

use super::components::{ROW, SECTION, TEXT};
use crate::discord::limits::{CONTENT, ROW_BUTTONS, ROWS, length, truncate};

/// What stands between two parts of a text.
const BETWEEN: &str = "\n\n";
/// What blurs a text until someone taps on it.
const BLUR: &str = "||";

/// The components of a card as the text of a message and the rows below it.
pub fn plain(components: &[Value]) -> (String, Vec<Value>) {
    let (mut blurred, mut parts, mut rows, mut beside) = (false, Vec::new(), Vec::new(), Vec::new());
    for component in flattened(components, &mut blurred) {
        match component["type"].as_u64() {
            Some(TEXT) => parts.push(unmarked(component["content"].as_str().unwrap_or_default())),
            Some(SECTION) => {
                let texts = component["components"].as_array().map(Vec::as_slice).unwrap_or_default();
                parts.extend(texts.iter().map(|text| unmarked(text["content"].as_str().unwrap_or_default())));
                beside.push(component["accessory"].clone());
            }
            Some(ROW) => rows.push(component.clone()),
            _ => {}
        }
    }
    let beside = beside.chunks(ROW_BUTTONS).map(|buttons| json!({ "type": ROW, "components": buttons }));
    let rows: Vec<Value> = beside.chain(rows).take(ROWS).collect();
    if blurred {
        // Only addresses have such marks unescaped. They mean the same written so, and end the blur no more.
        for part in &mut parts {
            *part = part.replace(BLUR, "%7C%7C");
        }
    }
    let room = if blurred { CONTENT - 2 * BLUR.len() } else { CONTENT };
    let text = within(parts, room);
    (if blurred { format!("{BLUR}{text}{BLUR}") } else { text }, rows)
}

/// The components with those of frames in their place; tells whether a frame is blurred.
fn flattened<'all>(components: &'all [Value], blurred: &mut bool) -> Vec<&'all Value> {
    let mut flat = Vec::new();
    for component in components {
        match component["components"].as_array().filter(|_| component.get("accent_color").is_some()) {
            Some(inside) => {
                *blurred |= component["spoiler"] == json!(true);
                flat.extend(inside);
            }
            None => flat.push(component),
        }
    }
    flat
}

/// A text without the marks of headings and small print at the beginning of its lines.
fn unmarked(text: &str) -> String {
    let line = |line: &str| match (line.strip_prefix("### "), line.strip_prefix("-# ")) {
        (Some(heading), _) => format!("**{heading}**"),
        (_, Some(small)) => small.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The parts joined within a room: the longest, which is what is quoted, is cut as far as it must be.
fn within(mut parts: Vec<String>, room: usize) -> String {
    parts.retain(|part| !part.trim().is_empty());
    let total: usize = parts.iter().map(|part| length(part)).sum::<usize>() + BETWEEN.len() * parts.len();
    if let Some(longest) = parts.iter_mut().max_by_key(|part| length(part))
        && total > room
    {
        *longest = truncate(longest, length(longest).saturating_sub(total - room).max(1));
    }
    truncate(&parts.join(BETWEEN), room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(texts: &[&str], spoiler: bool) -> Vec<Value> {
        let texts: Vec<Value> = texts.iter().map(|text| json!({ "type": 10, "content": text })).collect();
        vec![json!({ "type": 17, "accent_color": 1, "spoiler": spoiler, "components": texts })]
    }

    #[test]
    fn a_card_is_said_in_the_same_order() {
        let mut card = card(&["### [The Mill](https://a.example)", "Osa came.\nShe stayed.", "-# Tides"], false);
        let button = json!({ "type": 2, "style": 2, "label": "Next", "custom_id": "n" });
        card.push(json!({ "type": 1, "components": [button] }));
        let (text, rows) = plain(&card);
        assert_eq!(text, "**[The Mill](https://a.example)**\n\nOsa came.\nShe stayed.\n\nTides");
        assert_eq!(rows, card[1..]);
    }

    #[test]
    fn a_blurred_card_stays_blurred() {
        assert_eq!(plain(&card(&["### The Mill", "Osa came."], true)).0, "||**The Mill**\n\nOsa came.||");
    }

    #[test]
    fn an_address_does_not_end_the_blur() {
        let passage = crate::discord::showing::markdown::escape("Osa || see https://a.example/x||y came.");
        let text = plain(&card(&[&passage], true)).0;
        assert_eq!(text, r"||Osa \|\| see https://a.example/x%7C%7Cy came.||");
    }

    #[test]
    fn the_longest_part_gives_way() {
        let long = "tide ".repeat(900);
        let (text, _) = plain(&card(&["### The Mill", long.trim_end(), "-# Tides"], true));
        assert!(
            length(&text) <= CONTENT && text.starts_with("||**The Mill**") && text.ends_with("…\n\nTides||"),
            "{text}"
        );
    }

    #[test]
    fn buttons_beside_texts_come_below() {
        let section = |number: usize| {
            let button = json!({ "type": 2, "style": 2, "label": "Read", "custom_id": number.to_string() });
            json!({ "type": 9, "components": [{ "type": 10, "content": "Osa" }], "accessory": button })
        };
        let sections: Vec<Value> = (0..7).map(section).collect();
        let (_, rows) = plain(&[json!({ "type": 17, "accent_color": 1, "spoiler": false, "components": sections })]);
        assert_eq!(rows.iter().map(|row| row["components"].as_array().unwrap().len()).collect::<Vec<_>>(), [5, 2]);
    }
}
