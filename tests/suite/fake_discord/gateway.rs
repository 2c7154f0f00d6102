//! The gateway half of the fake.

use std::sync::{Arc, Mutex};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use super::{APPLICATION, Order, State, TOKEN};

/// Short enough that the bot's heartbeat is seen in most tests.
const HEARTBEAT_MS: u64 = 1_000;

pub async fn serve(listener: TcpListener, state: Arc<Mutex<State>>) {
    while let Ok((stream, _)) = listener.accept().await {
        if !state.lock().unwrap().gateway_down {
            tokio::spawn(connection(stream, Arc::clone(&state)));
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<Mutex<State>>) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (sender, mut orders) = unbounded_channel();
    send(&mut socket, &json!({ "op": 10, "d": { "heartbeat_interval": HEARTBEAT_MS } })).await;
    loop {
        tokio::select! {
            order = next_order(&mut orders) => match order {
                Order::Send(payload) => send(&mut socket, &payload).await,
                Order::Close(code) => close(&mut socket, code).await,
                Order::Drop => return,
            },
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => {
                    let payload: Value = serde_json::from_str(&text).unwrap();
                    let replies = {
                        let mut state = state.lock().unwrap();
                        let replies = answer(&mut state, &payload);
                        if matches!(payload["op"].as_u64(), Some(2 | 6)) && replies.iter().all(Result::is_ok) {
                            state.live = Some(sender.clone());
                        }
                        replies
                    };
                    for reply in replies {
                        match reply {
                            Ok(payload) => send(&mut socket, &payload).await,
                            Err(code) => close(&mut socket, code).await,
                        }
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    let mut state = state.lock().unwrap();
                    state.farewells.extend(frame.map(|frame| u16::from(frame.code)));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}

/// What is sent back for a payload of the bot's: payloads, or the code to close with.
fn answer(state: &mut State, payload: &Value) -> Vec<Result<Value, u16>> {
    let token_fits = payload["d"]["token"].as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN);
    match payload["op"].as_u64() {
        Some(1) => vec![Ok(json!({ "op": 11 }))],
        Some(2) => {
            state.identified += 1;
            match state.refuse_identify {
                Some(code) => vec![Err(code)],
                None if !token_fits => vec![Err(4004)],
                None if payload["d"]["intents"] != json!(intents(state)) => vec![Err(4014)],
                None => vec![Ok(ready(state))],
            }
        }
        Some(6) => {
            let known = payload["d"]["session_id"] == json!(format!("session-{}", state.sessions));
            if !(known && token_fits) {
                return vec![Ok(json!({ "op": 9, "d": false }))];
            }
            state.resumed += 1;
            let seen = payload["d"]["seq"].as_u64().unwrap();
            let missed = state.dispatched.iter().filter(|event| event["s"].as_u64() > Some(seen)).cloned();
            let mut replies: Vec<Result<Value, u16>> = missed.map(Ok).collect();
            state.seq += 1;
            replies.push(Ok(json!({ "op": 0, "t": "RESUMED", "s": state.seq, "d": {} })));
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

/// Begins a session.
fn ready(state: &mut State) -> Value {
    state.sessions += 1;
    state.seq = 1;
    state.dispatched.clear();
    let user =
        json!({ "id": APPLICATION, "username": "lorebot", "discriminator": "0000", "avatar": null, "bot": true });
    if state.bare_welcome {
        return json!({ "op": 0, "t": "READY", "s": 1, "d": { "user": user, "session_id": "bare" } });
    }
    let guilds: Vec<Value> =
        state.guilds.iter().map(|id| json!({ "id": id.to_string(), "unavailable": true })).collect();
    json!({ "op": 0, "t": "READY", "s": 1, "d": {
        "v": 10, "user": user, "guilds": guilds, "session_id": format!("session-{}", state.sessions),
        "resume_gateway_url": "ws://127.0.0.1:9", "application": { "id": APPLICATION, "flags": 0 },
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
