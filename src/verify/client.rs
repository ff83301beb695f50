//! The client that sends all requests.

use std::sync::Arc;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, redirect};

use url::Url;

use super::dns::Guarded;
use super::options::{Options, Proxy};

/// Browsers send the like of it, and some sites answer nobody else.
const ACCEPTED: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const LANGUAGES: &str = "en,*;q=0.5";
/// What `body` can decode.
const CODINGS: &str = "gzip, deflate";
/// Some sites send more fields than the usual limit of 100. Room for so many is made anew for each answer.
const MOST_FIELDS: usize = 400;
/// All fields of a head together must not be larger.
const LONGEST_HEAD: u32 = 256 * 1024;

/// Builds the client; the error says what is wrong with the options.
pub(super) fn build(options: &Options) -> Result<Client, String> {
    // The first call of a process decides; a caller who has chosen a provider keeps it.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let resolver = Guarded::new(Arc::clone(&options.resolver), options.allow_private, proxies(&options.proxy));
    let builder = || -> Result<reqwest::ClientBuilder, String> {
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .user_agent(&options.user_agent)
            .default_headers(fields(options)?)
            .connect_timeout(options.connect_timeout)
            .pool_max_idle_per_host(options.per_host)
            .pool_idle_timeout(options.idle_timeout)
            .http1_max_headers(MOST_FIELDS)
            .http2_max_header_list_size(LONGEST_HEAD)
            .dns_resolver(resolver.clone());
        Ok(match &options.proxy {
            Proxy::Environment(_) => builder,
            Proxy::Url(url) => {
                let proxy = reqwest::Proxy::all(url).map_err(|error| format!("“{url}” is no proxy ({error})"))?;
                builder.no_proxy().proxy(proxy)
            }
            Proxy::Direct | Proxy::Undecided(_) => builder.no_proxy(),
        })
    };
    let own = certificates(options)?;
    // Where the system has no certificates (an image without files), those that browsers trust are used.
    let client = builder()?.tls_certs_merge(own.clone()).build();
    client.or_else(|_| builder()?.tls_certs_only(own.into_iter().chain(browsers())).build().map_err(explain))
}

/// The names of proxies: they may well stand in the own network.
fn proxies(proxy: &Proxy) -> Vec<String> {
    let named: &[String] = match proxy {
        Proxy::Url(url) => std::slice::from_ref(url),
        Proxy::Environment(urls) => urls,
        Proxy::Direct | Proxy::Undecided(_) => &[],
    };
    let host = |url: &String| {
        let parsed = Url::parse(url).or_else(|_| Url::parse(&format!("http://{url}")));
        parsed.ok().and_then(|url| url.host_str().map(str::to_owned))
    };
    named.iter().filter_map(host).collect()
}

fn explain(error: reqwest::Error) -> String {
    format!("no connection can be prepared ({error})")
}

fn browsers() -> impl Iterator<Item = Certificate> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().filter_map(|der| Certificate::from_der(der).ok())
}

fn certificates(options: &Options) -> Result<Vec<Certificate>, String> {
    let mut all = Vec::new();
    for pem in &options.authorities {
        let found =
            Certificate::from_pem_bundle(pem).map_err(|error| format!("no certificate can be read ({error})"))?;
        if found.is_empty() {
            return Err("there is no certificate in it (PEM)".into());
        }
        all.extend(found);
    }
    Ok(all)
}

/// The fields of every request, in the order in which they are sent.
pub(super) fn fields(options: &Options) -> Result<HeaderMap, String> {
    let mut fields = HeaderMap::new();
    fields.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
    fields.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(LANGUAGES));
    fields.insert(ACCEPT_ENCODING, HeaderValue::from_static(CODINGS));
    for (name, value) in &options.headers {
        let known = HeaderName::try_from(name).map_err(|_| format!("“{name}” is no name of a header"))?;
        let value = HeaderValue::try_from(value).map_err(|_| format!("the header “{name}” holds a sign it may not"))?;
        fields.insert(known, value);
    }
    HeaderValue::try_from(&options.user_agent).map_err(|_| "the name of the program holds a sign it may not")?;
    Ok(fields)
}

/// What makes a server say "not modified" in place of sending a page again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}
