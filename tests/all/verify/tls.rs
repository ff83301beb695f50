//! Safe connections, against servers with a certificate authority of our own.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use wellcited::verify::Options;

use super::server::{answer, page};
use super::table::{ask, quick};

struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap() }
    }

    fn pem(&self) -> Vec<u8> {
        self.issuer.pem().into_bytes()
    }

    /// A certificate for a name, and its key; `is_old` means that it has expired.
    fn certify(&self, name: &str, is_old: bool) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        if is_old {
            params.not_before = date_time_ymd(2001, 1, 1);
            params.not_after = date_time_ymd(2002, 1, 1);
        }
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).unwrap())
    }
}

/// A certificate that vouches for itself.
fn lonely(name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
    (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).unwrap())
}

/// Serves one page over TLS to everybody; the address it serves at.
fn serve(runtime: &Runtime, (certificate, key): (CertificateDer<'static>, PrivateKeyDer<'static>)) -> SocketAddr {
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let mut config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(&answer(200, &[], &page("Tide tables", "<p>Noon."))).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    address
}

/// Serves pages over HTTP/2 to everybody; what was asked, in order.
fn serve_h2(runtime: &Runtime, authority: &Authority) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let (certificate, key) = authority.certify("127.0.0.1", false);
    let mut config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let log = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&log);
    runtime.spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, written) = (acceptor.clone(), Arc::clone(&written));
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let Ok(mut connection) = h2::server::handshake(stream).await else { return };
                while let Some(Ok((request, mut reply))) = connection.accept().await {
                    written.lock().unwrap().push(request.uri().path().to_owned());
                    if request.uri().path() == "/broken" {
                        reply.send_reset(h2::Reason::INTERNAL_ERROR);
                        continue;
                    }
                    let status = if request.uri().path() == "/gone" { 410 } else { 200 };
                    let head = http::Response::builder().status(status).header("content-type", "text/html");
                    if let Ok(mut body) = reply.send_response(head.body(()).unwrap(), false) {
                        let _ = body.send_data(page("Tide tables of the north", "<p>Noon.").into(), true);
                    }
                }
            });
        }
    });
    (address, log)
}

/// Speaks plainly where TLS is expected.
fn serve_plain(runtime: &Runtime) -> SocketAddr {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(&answer(400, &[], b"This is no safe port")).await;
            });
        }
    });
    address
}

#[test]
fn certificates_are_looked_at() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let authority = Authority::new();
    let good = serve(&runtime, authority.certify("127.0.0.1", false));
    let expired = serve(&runtime, authority.certify("127.0.0.1", true));
    let other = serve(&runtime, authority.certify("other.example", false));
    let lonely = serve(&runtime, lonely("127.0.0.1"));
    let plain = serve_plain(&runtime);
    let trusting = Options { authorities: vec![authority.pem()], ..quick() };
    let cases = [
        (good, "ok", 1),
        (expired, "unreachable.tls.expired", 1),
        (other, "unreachable.tls.name", 1),
        (lonely, "unreachable.tls.untrusted", 1),
        (plain, "unreachable.tls.handshake", 1),
    ];
    let urls: Vec<(String, &str)> = cases.iter().map(|(at, ..)| (format!("https://{at}/"), "")).collect();
    let outcomes = ask(&trusting, &urls);
    for ((_, want, tries), (url, _)) in cases.iter().zip(&urls) {
        let verdict = outcomes.of(url).unwrap();
        assert_eq!((verdict.reason.full().as_str(), verdict.attempts), (*want, *tries), "{verdict:?}");
    }
    let strange = ask(&quick(), &urls[..1]);
    assert_eq!(strange.of(&urls[0].0).unwrap().reason.full(), "unreachable.tls.untrusted");
}

#[test]
fn http_2_is_spoken() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
    let authority = Authority::new();
    let (at, log) = serve_h2(&runtime, &authority);
    let options = Options { authorities: vec![authority.pem()], ..quick() };
    let url = |path: &str| format!("https://{at}{path}");
    let urls: Vec<(String, &str)> = ["/a", "/b", "/gone"].map(|path| (url(path), "Tide tables of the north")).into();
    let outcomes = ask(&options, &urls);
    let got = |path: &str| outcomes.of(&url(path)).unwrap().reason.full();
    assert_eq!([got("/a"), got("/b"), got("/gone")], ["ok", "ok", "dead.410"]);
    assert_eq!(outcomes.of(&url("/a")).unwrap().title_score, Some(100));
    assert_eq!(log.lock().unwrap().len(), 3);
    let broken = ask(&options, &[(url("/broken"), "")]);
    assert_eq!(broken.of(&url("/broken")).unwrap().class().name(), "unreachable", "{broken:?}");
}

#[test]
fn a_port_that_never_says_hello_is_given_up() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", silent.local_addr().unwrap());
    let options = Options { connect_timeout: Duration::from_millis(300), ..quick() };
    let outcomes = ask(&options, &[(url.clone(), "")]);
    let verdict = outcomes.of(&url).unwrap();
    assert_eq!((verdict.reason.full().as_str(), verdict.attempts), ("unreachable.timeout.connect", 3));
}

#[test]
fn what_is_no_certificate_is_said() {
    let options = Options { authorities: vec![b"not a certificate".to_vec()], ..quick() };
    let error = wellcited::verify::Verifier::new(options, None).unwrap_err();
    assert!(error.contains("certificate"), "{error}");
}
