//! Who asks or presses, and where: what an answer has to heed beside the question.

use serenity::all::{ComponentInteraction, MessageFlags, MessageInteractionMetadata, Permissions, UserId};

/// What someone may do with the message whose control was pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Presser {
    /// The message answers what this very person asked, so that it may be changed for them.
    pub owns: bool,
    /// Only this person sees the message.
    pub alone: bool,
    /// The message may be deleted at this person's wish.
    pub may_delete: bool,
}

impl Presser {
    /// Reads a press. Who had asked is known from the message's own note of it; where that is missing, nobody did.
    pub fn of(press: &ComponentInteraction) -> Presser {
        let alone = press.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let asker = press.message.interaction_metadata.as_deref().and_then(asker_of);
        let owns = alone || asker == Some(press.user.id);
        let permissions = press.member.as_ref().and_then(|member| member.permissions);
        let moderates = permissions.is_some_and(|permissions| permissions.contains(Permissions::MANAGE_MESSAGES));
        Presser { owns, alone, may_delete: owns || moderates }
    }
}

/// Who used the bot for a message to come about.
fn asker_of(metadata: &MessageInteractionMetadata) -> Option<UserId> {
    match metadata {
        MessageInteractionMetadata::Command(command) => Some(command.user.id),
        MessageInteractionMetadata::Component(press) => Some(press.user.id),
        MessageInteractionMetadata::ModalSubmit(form) => Some(form.user.id),
        _ => None,
    }
}
