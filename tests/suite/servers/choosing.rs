//! Choosing, undoing and forgetting (promises 1 and 3).

use lorebot::servers::{Audience, Error, Reason, Refusal, Server};

use super::place::{Place, on_each};
use super::{GUILD, OTHER, TODAY, choosing, chosen, label, naming};

#[tokio::test]
async fn what_a_server_chose_survives_a_restart() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.close().await;
        let servers = place.open().await;
        let server = servers.server(GUILD).await.unwrap();
        assert_eq!(*server, chosen());
        assert_eq!(server.in_channel(5).audience, Audience::Asker);
        assert_eq!(*servers.server(OTHER).await.unwrap(), Server::default());
        assert_eq!(servers.guilds().await.unwrap(), [GUILD]);
    })
    .await;
}

#[tokio::test]
async fn changes_are_undone_one_by_one_also_after_a_restart() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap(); // changes nothing, and is no step
        servers.change(GUILD, TODAY, naming("OS".into())).await.unwrap();
        let servers = place.open().await;
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), chosen());
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), Server::default());
        assert_eq!(servers.undo(GUILD).await.unwrap(), None);
        assert_eq!(*place.open().await.server(GUILD).await.unwrap(), Server::default());
    })
    .await;
}

#[tokio::test]
async fn a_refused_change_leaves_everything_as_it_was() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        let twice = |server: &mut Server| {
            server.pins.extend(server.pins.clone());
            Ok(())
        };
        let error = servers.change(GUILD, TODAY, twice).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Twice(_))), "{error}");
        assert_eq!(*servers.server(GUILD).await.unwrap(), chosen());
        assert_eq!(*place.open().await.server(GUILD).await.unwrap(), chosen());
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_forgotten_server_is_left() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        for guild in [GUILD, OTHER] {
            servers.change(guild, TODAY, choosing(chosen())).await.unwrap();
            servers.note_unanswered(guild, "Who sang at Kel'Varré?", TODAY).await.unwrap();
            servers.vote(guild, &label("demo 3 1"), 9, Reason::Time, TODAY).await.unwrap();
        }
        servers.forget(GUILD).await.unwrap();
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
        for table in place.tables_with_guilds().await {
            assert_eq!(place.rows(&table, GUILD).await, 0, "{table}");
            assert_eq!(place.rows(&table, OTHER).await, 1, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_understood_is_said_to_be_so_and_can_be_forgotten() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        place.run("UPDATE servers SET chosen = '{}'").await;
        let servers = place.open().await;
        let error = servers.server(GUILD).await.unwrap_err();
        assert!(error.to_string().contains(&format!("lorebot servers forget {GUILD}")), "{error}");
        servers.forget(GUILD).await.unwrap();
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
    })
    .await;
}

#[tokio::test]
async fn once_read_choices_are_at_hand_without_the_database() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        assert!(servers.at_hand(GUILD).is_none());
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.close().await;
        assert_eq!(*servers.server(GUILD).await.unwrap(), chosen());
        assert!(servers.server(OTHER).await.is_err());
        assert!(servers.change(GUILD, TODAY, choosing(Server::default())).await.is_err());
        assert_eq!(*servers.at_hand(GUILD).unwrap(), chosen());
    })
    .await;
}
