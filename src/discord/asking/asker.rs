//! Who asks or presses, and where: what an answer has to heed beside the question.

use serenity::all::{
    AuthorizingIntegrationOwner, ChannelId, ChannelType, ComponentInteraction, GuildId, Interaction, MessageFlags,
    MessageInteractionMetadata, PartialChannel, Permissions, UserId,
};

use crate::servers::{Resolved, Server};

/// Who uses the bot, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caller {
    /// The server; `None` in direct messages.
    pub guild: Option<u64>,
    /// The channel; 0 where it is not told.
    pub channel: u64,
    /// The channel that this one is a thread of, or a post in; `None` where it is neither, or that is not told.
    pub thread_of: Option<u64>,
    /// Whether the server has the bot as a member, rather than someone having brought it along.
    pub has_bot: bool,
    /// Who uses it; 0 where that is not told.
    pub user: u64,
}

impl Caller {
    /// Reads where an interaction was made.
    pub fn of(interaction: &Interaction) -> Caller {
        let (guild, channel_id, channel, user, owners) = match interaction {
            Interaction::Command(command) | Interaction::Autocomplete(command) => {
                let owners = &command.authorizing_integration_owners;
                (command.guild_id, command.channel_id, &command.channel, command.user.id, owners)
            }
            Interaction::Component(press) => {
                let owners = &press.authorizing_integration_owners;
                (press.guild_id, press.channel_id, &press.channel, press.user.id, owners)
            }
            _ => return Caller::default(),
        };
        let thread_of = channel.as_ref().and_then(thread_of);
        let by_server =
            |owner: &AuthorizingIntegrationOwner| matches!(owner, AuthorizingIntegrationOwner::GuildInstall(_));
        let has_bot = guild.is_some() && owners.0.iter().any(by_server);
        let guild = guild.map(GuildId::get);
        Caller { guild, channel: channel_id.get(), thread_of, has_bot, user: user.get() }
    }

    /// What a server chose for the channel in question; a thread has what its channel has.
    pub fn chosen_by(&self, server: &Server) -> Resolved {
        server.in_thread(self.channel, self.thread_of)
    }
}

/// The channel that another is a thread of. Other channels lie in categories, which choose nothing.
fn thread_of(channel: &PartialChannel) -> Option<u64> {
    let is_thread =
        matches!(channel.kind, ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread);
    channel.parent_id.filter(|_| is_thread).map(ChannelId::get)
}

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
    /// Reads a press. Who had asked is known from the message's own note of it, or from the message that it replies to; where
    /// neither is there, nobody did.
    pub fn of(press: &ComponentInteraction) -> Presser {
        let alone = press.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let replied_to = || press.message.referenced_message.as_deref().map(|message| message.author.id);
        let asker = press.message.interaction_metadata.as_deref().map_or_else(replied_to, asker_of);
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
