//! The gateway half of the fake.

use std::sync::{Arc, Mutex};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::{APPLICATION, Line, Order, State, TOKEN, Weather};

/// Short enough that the bot's heartbeat is seen in most tests.
const HEARTBEAT_MS: u64 = 1_000;

/// Takes connections, `there` where Discord wants sessions to be resumed.
pub async fn serve(listener: TcpListener, state: Arc<Mutex<State>>, there: bool) {
    let mut unanswered = Vec::new();
    while let Ok((stream, _)) = listener.accept().await {
        let weather = {
            let mut state = state.lock().unwrap();
            state.knocks += 1;
            state.weather
        };
        match weather {
            Weather::Down => {}
            Weather::ResumingDown if there => {}
            Weather::BlackHole => unanswered.push(stream),
            _ => drop(tokio::spawn(connection(stream, Arc::clone(&state), there))),
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<Mutex<State>>, there: bool) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (sender, mut orders) = unbounded_channel();
    send(&mut socket, &json!({ "op": 10, "d": { "heartbeat_interval": HEARTBEAT_MS } })).await;
    loop {
        let happened = tokio::select! {
            order = next_order(&mut orders) => Ok(order),
            message = socket.next() => Err(message),
        };
        if state.lock().unwrap().weather == Weather::BlackHole {
            std::future::pending::<()>().await;
        }
        match happened {
            Ok(Order::Send(payload)) => send(&mut socket, &payload).await,
            Ok(Order::Close(code)) => close(&mut socket, code).await,
            Err(Some(Ok(Message::Text(text)))) => {
                let payload: Value = serde_json::from_str(&text).unwrap();
                let replies = answer(&mut state.lock().unwrap(), &payload, &sender, there);
                for reply in replies {
                    match reply {
                        Ok(payload) => send(&mut socket, &payload).await,
                        Err(code) => close(&mut socket, code).await,
                    }
                }
            }
            Err(Some(Ok(Message::Close(frame)))) => {
                let mut state = state.lock().unwrap();
                state.farewells.extend(frame.map(|frame| u16::from(frame.code)));
            }
            Err(Some(Ok(_))) => {}
            Ok(Order::Drop) | Err(Some(Err(_)) | None) => return,
        }
    }
}

/// What is sent back for a payload of the bot's: payloads, or the code to close with.
fn answer(state: &mut State, payload: &Value, sender: &UnboundedSender<Order>, there: bool) -> Vec<Result<Value, u16>> {
    let data = &payload["d"];
    let token_fits = data["token"].as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN);
    match payload["op"].as_u64() {
        Some(1) if state.weather == Weather::Deaf => Vec::new(),
        Some(1) => vec![Ok(json!({ "op": 11 }))],
        Some(2) => {
            state.identified += 1;
            state.identified_there += usize::from(there);
            let (shard, of) = (data["shard"][0].as_u64().unwrap_or(0), data["shard"][1].as_u64().unwrap_or(1));
            match state.refuse_identify {
                Some(code) => vec![Err(code)],
                None if !token_fits => vec![Err(4004)],
                None if data["intents"] != json!(intents(state)) => vec![Err(4014)],
                None if shard >= of => vec![Err(4010)],
                None if of < state.least_shards => vec![Err(4011)],
                None => vec![Ok(ready(state, sender, shard, of))],
            }
        }
        Some(6) => {
            let known = |line: &&mut Line| line.session.as_deref() == data["session_id"].as_str();
            let Some(line) = state.shard_lines.values_mut().find(known).filter(|_| token_fits) else {
                return vec![Ok(json!({ "op": 9, "d": false }))];
            };
            state.resumed += 1;
            state.resumed_there += usize::from(there);
            let seen = data["seq"].as_u64().unwrap();
            let missed = line.dispatched.iter().filter(|event| event["s"].as_u64() > Some(seen)).cloned();
            let mut replies: Vec<Result<Value, u16>> = missed.map(Ok).collect();
            line.seq += 1;
            let resumed = json!({ "op": 0, "t": "RESUMED", "s": line.seq, "d": {} });
            line.dispatched.push(resumed.clone());
            line.live = Some(sender.clone());
            replies.push(Ok(resumed));
            replies
        }
        _ => Vec::new(),
    }
}

/// The intents that the bot is to ask for: servers, messages in servers and direct messages, and the text of all messages
/// where the application may read that (<https://docs.discord.com/developers/events/gateway#gateway-intents>).
fn intents(state: &State) -> u64 {
    1 | 1 << 9 | 1 << 12 | u64::from(state.reads_messages) << 15
}

/// Begins a session of a shard out of so many. Other numbers of shards are over then.
fn ready(state: &mut State, sender: &UnboundedSender<Order>, shard: u64, of: u64) -> Value {
    state.sessions += 1;
    state.opened.push((shard, of));
    if std::mem::replace(&mut state.shard_count, of) != of {
        state.shard_lines.clear();
    }
    let session = format!("session-{}", state.sessions);
    let line = Line { session: Some(session.clone()), seq: 1, live: Some(sender.clone()), ..Line::default() };
    state.shard_lines.insert(shard, line);
    let user =
        json!({ "id": APPLICATION, "username": "lorebot", "discriminator": "0000", "avatar": null, "bot": true });
    if state.bare_welcome {
        return json!({ "op": 0, "t": "READY", "s": 1, "d": { "user": user, "session_id": "bare" } });
    }
    let own = state.guilds.iter().filter(|guild| (**guild >> 22) % of == shard);
    let guilds: Vec<Value> = own.map(|id| json!({ "id": id.to_string(), "unavailable": true })).collect();
    json!({ "op": 0, "t": "READY", "s": 1, "d": {
        "v": 10, "user": user, "guilds": guilds, "session_id": session, "shard": [shard, of],
        "resume_gateway_url": state.resuming, "application": { "id": APPLICATION, "flags": 0 },
    } })
}

async fn next_order(orders: &mut UnboundedReceiver<Order>) -> Order {
    orders.recv().await.expect("the connection holds a sender itself")
}

async fn send(socket: &mut WebSocketStream<TcpStream>, payload: &Value) {
    let _ = socket.send(Message::Text(payload.to_string())).await;
}

async fn close(socket: &mut WebSocketStream<TcpStream>, code: u16) {
    let _ = socket.close(Some(CloseFrame { code: code.into(), reason: "".into() })).await;
}
