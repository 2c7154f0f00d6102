//! Questions that found nothing, and votes (promise 4).

use lorebot::servers::{Day, Reason};

use super::place::{Place, on_each};
use super::{GUILD, TODAY, label};

#[tokio::test]
async fn questions_are_counted_folded_until_their_time_is_over() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.note_unanswered(GUILD, "Who sang at Kel'Varré?", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, "who sang at kelvarre", Day(TODAY.0 + 1)).await.unwrap();
        servers.note_unanswered(GUILD, "Osa", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, "?!", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, &"é".repeat(6000), TODAY).await.unwrap();
        let report = servers.unanswered(GUILD).await.unwrap();
        let first = ("who sang at kelvarre", 2, Day(TODAY.0 + 1));
        assert_eq!((report[0].question.as_str(), report[0].times, report[0].day), first);
        assert_eq!((report.len(), report.iter().map(|row| row.question.len()).max()), (3, Some(200)));
        servers.sweep(Day(TODAY.0 + 91)).await.unwrap();
        assert_eq!(servers.unanswered(GUILD).await.unwrap(), report[..1]);
    })
    .await;
}

#[tokio::test]
async fn a_second_vote_replaces_the_first_and_no_user_is_kept() {
    const USER: u64 = 80_351_110_224_678_912;
    on_each(async |place: &Place| {
        let passage = label("demo 3 1");
        place.open().await.vote(GUILD, &passage, USER, Reason::Time, TODAY).await.unwrap();
        let servers = place.open().await; // the salt is the database's, not the process's
        servers.vote(GUILD, &passage, USER, Reason::Cut, TODAY).await.unwrap();
        servers.vote(GUILD, &passage, USER + 1, Reason::Cut, TODAY).await.unwrap();
        let votes = servers.votes(GUILD).await.unwrap();
        assert_eq!(votes.iter().map(|count| (count.reason, count.votes)).collect::<Vec<_>>(), [(Reason::Cut, 2)]);
        assert!(!place.everything("votes", "voter").await.iter().any(|voter| voter.contains(&USER.to_string())));
        servers.sweep(Day(TODAY.0 + 91)).await.unwrap();
        assert!(servers.votes(GUILD).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn votes_do_not_fill_the_database() {
    on_each(async |place: &Place| {
        let (servers, passage) = (place.open().await, label("demo 3 1"));
        let many = format!(
            "INSERT INTO votes (guild, passage, voter, reason, day) \
             WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4999) \
             SELECT {GUILD}, 'other', 'voter ' || x, 'time', {} FROM n",
            TODAY.0
        );
        place.run(&many).await;
        for user in 1..4 {
            servers.vote(GUILD, &passage, user, Reason::Time, TODAY).await.unwrap();
        }
        servers.vote(GUILD, &passage, 1, Reason::Cut, TODAY).await.unwrap();
        let votes = servers.votes(GUILD).await.unwrap();
        assert_eq!(
            votes.iter().map(|count| (count.reason, count.votes)).collect::<Vec<_>>(),
            [(Reason::Time, 4999), (Reason::Cut, 1)]
        );
    })
    .await;
}
