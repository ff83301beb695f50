//! One request and its answer.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use reqwest::header::{CONNECTION, COOKIE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Client, Method, Response, Version};
use tokio::time::{Instant, timeout, timeout_at};

use super::body::{Body, Reader};
use super::errand::Errand;
use super::exchange::{Cut, Exchange, Fields, RequestHead, ResponseHead};
use super::fault::{Trouble, explain};
use super::guard::{is_public, refusal};
use super::options::{Options, Proxy};
use super::page::{self, Kind};
use crate::outcome::Reason;

/// What requests are sent with.
#[derive(Debug)]
pub(super) struct Tools {
    pub(super) client: Client,
    pub(super) options: Options,
    /// The fields that every request carries, for evidence.
    pub(super) fields: HeaderMap,
    /// The time that verdicts carry, where it is not the clock's.
    pub(super) now: Option<Timestamp>,
}

impl Tools {
    /// The time for a verdict, in whole seconds.
    pub(super) fn now(&self) -> Timestamp {
        let now = self.now.unwrap_or_else(Timestamp::now);
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

/// An answer, as far as it came.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) head: ResponseHead,
    pub(super) body: Body,
    /// The record of evidence.
    pub(super) record: Option<String>,
    /// How long the server asks to wait.
    pub(super) wait: Option<Duration>,
}

/// Sends one request of an errand. `closes` says that no other will follow on this connection.
pub(super) async fn ask(tools: &Tools, errand: &Errand, closes: bool) -> Result<Answer, Trouble> {
    let options = &tools.options;
    if let Some(reason) = refusal(&errand.at, options.allow_private) {
        return Err(Trouble::lasting(reason));
    }
    if matches!(options.proxy, Proxy::Undecided(_)) {
        return Err(Trouble::lasting(Reason::ProxyPolicy));
    }
    let at = Timestamp::now();
    let method = if errand.head { Method::HEAD } else { Method::GET };
    let own = own_fields(errand, closes);
    let request = tools.client.request(method, errand.at.clone()).headers(own.clone()).build();
    let request = request.map_err(|error| explain(&error))?;
    let sent = timeout(options.timeout, tools.client.execute(request)).await;
    let response = match sent {
        Err(_) => return Err(Trouble::passing(Reason::TimeoutHeaders)),
        Ok(Err(error)) => return Err(explain(&error)),
        Ok(Ok(response)) => response,
    };
    let peer = response.remote_addr();
    let is_direct = options.proxy == Proxy::Direct;
    if is_direct && !options.allow_private && !peer.is_some_and(|peer| is_public(peer.ip())) {
        return Err(Trouble::lasting(Reason::PrivateAddress));
    }
    let head = head_of(&response);
    let length: usize = head.fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    if head.status < 200 || length > LONGEST_HEAD {
        return Err(Trouble::lasting(Reason::Protocol));
    }
    let is_pdf = page::kind(head.field("content-type"), &[]) == Kind::Pdf;
    let limit = if is_pdf { errand.document_limit } else { errand.limit };
    let mut body = read(response, &head, limit, options).await;
    let record = options.witness.as_ref().and_then(|witness| {
        let raw = std::mem::take(&mut body.raw);
        let request = request_head(tools, errand, &own);
        let (url, response) = (errand.at.to_string(), head.clone());
        witness.witness(&Exchange { url, peer, at, request, response, raw, cut: body.cut })
    });
    let wait = super::retry::asked_wait(&head, SystemTime::now());
    Ok(Answer { head, body, record, wait })
}

/// The fields of this request alone.
fn own_fields(errand: &Errand, closes: bool) -> HeaderMap {
    let mut fields = HeaderMap::new();
    let mut put = |name, value: Option<&str>| {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
            fields.insert(name, value);
        }
    };
    put(COOKIE, errand.jar.for_url(&errand.at).as_deref());
    if let Some(conditions) = &errand.conditions {
        put(IF_NONE_MATCH, conditions.etag.as_deref());
        put(IF_MODIFIED_SINCE, conditions.last_modified.as_deref());
    }
    put(CONNECTION, closes.then_some("close"));
    fields
}

/// What was asked, for evidence: the client adds the first two fields by itself.
fn request_head(tools: &Tools, errand: &Errand, own: &HeaderMap) -> RequestHead {
    let host = &errand.at[url::Position::BeforeHost..url::Position::AfterPort];
    let agent = tools.options.user_agent.as_bytes().to_vec();
    let mut fields: Fields = vec![("host".into(), host.as_bytes().to_vec()), ("user-agent".into(), agent)];
    let stated = tools.fields.iter().chain(own);
    fields.extend(stated.map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())));
    RequestHead { method: if errand.head { "HEAD" } else { "GET" }, fields }
}

fn head_of(response: &Response) -> ResponseHead {
    ResponseHead {
        version: match response.version() {
            Version::HTTP_10 | Version::HTTP_09 => "HTTP/1.0",
            Version::HTTP_2 => "HTTP/2.0",
            _ => "HTTP/1.1",
        },
        status: response.status().as_u16(),
        fields: response.headers().iter().map(|(n, v)| (n.to_string(), v.as_bytes().to_vec())).collect(),
    }
}

/// Reads a body up to the limit, as long as it keeps coming.
async fn read(mut response: Response, head: &ResponseHead, limit: usize, options: &Options) -> Body {
    // Bodies of redirects and errors are read only so far that the connection can be used again.
    let limit = if (200..300).contains(&head.status) { limit } else { limit.min(LONGEST_ASIDE) };
    let mut reader = Reader::new(head.field("content-encoding"), limit, options.witness.is_some());
    let latest = Instant::now() + options.body_timeout;
    let cut = loop {
        let next = timeout_at(latest, timeout(options.idle_timeout, response.chunk())).await;
        match next {
            Err(_) | Ok(Err(_)) => break Some(Cut::Time),
            Ok(Ok(Err(_))) => break Some(Cut::Disconnect),
            Ok(Ok(Ok(None))) => break None,
            Ok(Ok(Ok(Some(piece)))) => {
                if let Some(cut) = reader.take(&piece) {
                    break Some(cut);
                }
            }
        }
    };
    reader.finish(cut)
}

/// The fields of a head together must not be longer.
const LONGEST_HEAD: usize = 256 * 1024;

/// How much is read of a body that is no page.
const LONGEST_ASIDE: usize = 64 * 1024;
