//! The components that messages are made of, as Discord's JSON: only those this bot shows.
//!
//! Source: <https://docs.discord.com/developers/components/reference>. serenity 0.12 cannot build them.

use serde::Serialize;

/// `type` of a row, of a text with something beside it, and of a text (the page above, "Component Types").
pub const ROW: u64 = 1;
/// See [`ROW`].
pub const SECTION: u64 = 9;
/// See [`ROW`].
pub const TEXT: u64 = 10;
/// `type` of a file that goes with a message.
pub const FILE: u64 = 13;
/// The accent of every card; it means nothing.
const ACCENT: u32 = 0x4F_7C_AC;

/// One component, which may hold others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Component {
    /// Buttons side by side, or one select.
    Row {
        /// 1.
        r#type: u8,
        /// At least one.
        components: Vec<Component>,
    },
    /// Something to press.
    Button(Button),
    /// A list to choose from.
    Select {
        /// 3.
        r#type: u8,
        /// What comes back with the choice.
        custom_id: String,
        /// What is shown before a choice is made.
        placeholder: String,
        /// What there is to choose.
        options: Vec<SelectOption>,
        /// How many may be chosen.
        max_values: usize,
    },
    /// Text with something to press beside it.
    Section {
        /// 9.
        r#type: u8,
        /// The text displays, one to three.
        components: Vec<Component>,
        /// What stands beside them.
        accessory: Button,
    },
    /// Text with Discord's marks.
    Text {
        /// 10.
        r#type: u8,
        /// The text.
        content: String,
    },
    /// A line between what is above and below.
    Separator {
        /// 14.
        r#type: u8,
    },
    /// A frame around other components.
    Container {
        /// 17.
        r#type: u8,
        /// What it frames.
        components: Vec<Component>,
        /// The colour of its edge.
        accent_color: u32,
        /// Whether it is blurred until someone taps on it.
        spoiler: bool,
    },
}

/// Something to press, always with words on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Button {
    r#type: u8,
    style: u8,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// How a button looks; what it does stands on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What most will want next.
    Primary,
    /// Anything else.
    Secondary,
    /// What cannot be undone.
    Danger,
}

/// One thing to choose in a select.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SelectOption {
    /// Its name.
    pub label: String,
    /// What comes back when it is chosen.
    pub value: String,
    /// A few more words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is chosen before anyone chooses.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

impl Button {
    /// A button that comes back as an interaction with this `custom_id`.
    pub fn press(label: String, custom_id: String, look: Look) -> Button {
        let style = match look {
            Look::Primary => 1,
            Look::Secondary => 2,
            Look::Danger => 4,
        };
        Button { r#type: 2, style, label, custom_id: Some(custom_id), url: None }
    }

    /// A button that opens an address.
    pub fn link(label: &str, url: String) -> Button {
        Button { r#type: 2, style: 5, label: label.to_owned(), custom_id: None, url: Some(url) }
    }

    /// The words on it.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What comes back when it is pressed; `None` for a link.
    pub fn custom_id(&self) -> Option<&str> {
        self.custom_id.as_deref()
    }
}

impl Component {
    /// A text; the caller sees to its length and its marks.
    pub fn text(content: impl Into<String>) -> Component {
        Component::Text { r#type: 10, content: content.into() }
    }

    /// A line between parts.
    pub fn separator() -> Component {
        Component::Separator { r#type: 14 }
    }

    /// A text with a button beside it.
    pub fn section(content: String, accessory: Button) -> Component {
        Component::Section { r#type: 9, components: vec![Component::text(content)], accessory }
    }

    /// A frame around parts.
    pub fn container(components: Vec<Component>, spoiler: bool) -> Component {
        Component::Container { r#type: 17, components, accent_color: ACCENT, spoiler }
    }

    /// Buttons side by side; `None` where there are none.
    pub fn row(buttons: Vec<Button>) -> Option<Component> {
        let components: Vec<Component> = buttons.into_iter().map(Component::Button).collect();
        (!components.is_empty()).then_some(Component::Row { r#type: 1, components })
    }

    /// A select in a row of its own, of which one is chosen; `None` where there is nothing to choose.
    pub fn select(custom_id: String, placeholder: String, options: Vec<SelectOption>) -> Option<Component> {
        Component::select_many(custom_id, placeholder, options, 1)
    }

    /// The same, of which so many may be chosen.
    pub fn select_many(
        custom_id: String,
        placeholder: String,
        options: Vec<SelectOption>,
        most: usize,
    ) -> Option<Component> {
        if options.is_empty() {
            return None;
        }
        let max_values = most.clamp(1, options.len());
        let components = vec![Component::Select { r#type: 3, custom_id, placeholder, options, max_values }];
        Some(Component::Row { r#type: 1, components })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn components_are_written_as_discord_reads_them() {
        let button = Button::press("Next passage".to_owned(), "2p".to_owned(), Look::Primary);
        let card = Component::container(vec![Component::section("Qo'noS".to_owned(), button)], true);
        let button = json!({ "type": 2, "style": 1, "label": "Next passage", "custom_id": "2p" });
        let section = json!({ "type": 9, "components": [{ "type": 10, "content": "Qo'noS" }], "accessory": button });
        let whole = json!({ "type": 17, "components": [section], "accent_color": ACCENT, "spoiler": true });
        assert_eq!(serde_json::to_value(card).unwrap(), whole);
    }

    #[test]
    fn a_row_of_nothing_is_no_row() {
        assert_eq!(
            (Component::row(Vec::new()), Component::select("2c".to_owned(), "Choose".to_owned(), Vec::new())),
            (None, None)
        );
    }
}
