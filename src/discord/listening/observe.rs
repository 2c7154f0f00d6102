//! What operators and their machines look at: figures, health and readiness, over plain HTTP.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::SystemTime;

use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, Request, StatusCode};

use super::http::{Answer, Connections, answer, refusal};
use crate::metrics::{Metrics, page};

const TEXT: &str = "text/plain; charset=utf-8";
/// Prometheus' own name for its text form.
const FIGURES: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Shows figures (`/metrics`), whether the process answers at all (`/healthz`), and whether it can do its work
/// (`/readyz`) to whoever asks a listener, for ever.
pub async fn observe(listener: TcpListener, metrics: Arc<Metrics>) {
    let listener = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
    let listener = match listener {
        Ok(listener) => listener,
        Err(error) => return tracing::error!(%error, "figures and health cannot be shown"),
    };
    let mut connections = Connections::none();
    loop {
        let (stream, metrics) = (connections.next(&listener).await, Arc::clone(&metrics));
        connections.serve(stream, move |request, _| std::future::ready(shown(&request, &metrics)));
    }
}

/// What a request is shown.
fn shown(request: &Request<Incoming>, metrics: &Metrics) -> Answer {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut refusal = refusal(StatusCode::METHOD_NOT_ALLOWED);
        refusal.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    match request.uri().path() {
        "/metrics" => answer(StatusCode::OK, FIGURES, page(metrics, SystemTime::now())),
        "/healthz" => answer(StatusCode::OK, TEXT, "ok\n"),
        "/readyz" => match metrics.lacks() {
            None => answer(StatusCode::OK, TEXT, "ok\n"),
            Some(lacking) => answer(StatusCode::SERVICE_UNAVAILABLE, TEXT, format!("{lacking}\n")),
        },
        _ => refusal(StatusCode::NOT_FOUND),
    }
}
