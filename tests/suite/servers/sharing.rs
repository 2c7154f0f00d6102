//! Several processes with one database (promise 2).

use lorebot::servers::{Server, Servers};

use super::place::{Place, on_each};
use super::{GUILD, OTHER, TODAY, choosing, chosen, naming, printed, program};

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_at_once_by_two_processes_all_hold() {
    const EACH: usize = 12;
    on_each(async |place: &Place| {
        let changes = |servers: Servers, name: &'static str| async move {
            for number in 0..EACH {
                servers.change(GUILD, TODAY, naming(format!("{name} {number}"))).await.unwrap();
            }
        };
        let one = tokio::spawn(changes(place.open().await, "one"));
        let two = tokio::spawn(changes(place.open().await, "two"));
        one.await.unwrap();
        two.await.unwrap();
        assert_eq!(place.open().await.server(GUILD).await.unwrap().aliases.len(), 2 * EACH);
    })
    .await;
}

#[tokio::test]
async fn changes_of_another_process_are_seen_at_the_next_look() {
    on_each(async |place: &Place| {
        let (one, two) = (place.open().await, place.open().await);
        assert_eq!(*one.server(GUILD).await.unwrap(), Server::default());
        assert!(one.refresh().await.unwrap().is_empty());
        two.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        two.change(OTHER, TODAY, choosing(chosen())).await.unwrap();
        assert_eq!(one.refresh().await.unwrap(), [GUILD, OTHER]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), chosen());
        two.forget(GUILD).await.unwrap();
        assert_eq!(one.refresh().await.unwrap(), [GUILD]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), Server::default());
        assert!(one.refresh().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_server_that_cannot_be_read_holds_up_no_other() {
    on_each(async |place: &Place| {
        let (one, two) = (place.open().await, place.open().await);
        for guild in [GUILD, OTHER] {
            one.server(guild).await.unwrap();
            two.change(guild, TODAY, choosing(chosen())).await.unwrap();
        }
        place.run(&format!("UPDATE servers SET chosen = '{{}}' WHERE guild = {GUILD}")).await;
        assert_eq!(one.refresh().await.unwrap(), [GUILD, OTHER]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), Server::default());
        assert_eq!(*one.at_hand(OTHER).unwrap(), chosen());
    })
    .await;
}

#[tokio::test]
async fn a_database_that_was_away_is_used_again() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        place.end_connections().await;
        servers.change(GUILD, TODAY, naming("OS".into())).await.unwrap();
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), chosen());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_agree_on_one_empty_database() {
    on_each(async |place: &Place| {
        let all = futures_util::future::join_all((0..8).map(|_| place.open())).await;
        assert_eq!(all.len(), 8);
    })
    .await;
    on_each(async |place: &Place| {
        let folder = tempfile::tempdir().unwrap();
        let start = || program(folder.path(), place.address(), &["list"]).spawn().unwrap();
        let programs: Vec<_> = (0..6).map(|_| start()).collect();
        for child in programs {
            assert_eq!(printed(&child.wait_with_output().unwrap()), "");
        }
    })
    .await;
}
