#include "support/tls_server.h"

#include "support/sockets.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <tuple>

namespace audience::test {

namespace {

template <class T, void (*Free)(T *)> struct Deleter {
    void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509, X509_free>>;

void addExtension(X509 *certificate, X509 *issuer, int id, const char *value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

// Signed by `issuer` with its key; by itself where there is none.
Certificate makeCertificate(const char *name, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuerKey,
                            const char *alternativeName, bool expired) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), issuer ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -2 * 86400);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), expired ? -86400 : 86400);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509 *const signer = issuer ? issuer : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    if (alternativeName)
        addExtension(certificate.get(), signer, NID_subject_alt_name, alternativeName);
    else
        addExtension(certificate.get(), signer, NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate.get(), issuerKey ? issuerKey : key, EVP_sha256());
    return certificate;
}

std::string toPem(X509 *certificate) {
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string pem(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return pem;
}

} // namespace

struct TlsServer::Context {
    SSL_CTX *ssl = SSL_CTX_new(TLS_server_method());
    ~Context() { SSL_CTX_free(ssl); }
};

TlsServer::TlsServer(TlsFlaw flaw) : m_context(std::make_unique<Context>()) {
    const Key caKey(EVP_EC_gen("P-256")), otherKey(EVP_EC_gen("P-256")), key(EVP_EC_gen("P-256"));
    const Certificate ca =
        makeCertificate("Test CA", caKey.get(), nullptr, nullptr, nullptr, false);
    const Certificate other =
        makeCertificate("Other CA", otherKey.get(), nullptr, nullptr, nullptr, false);
    m_caPem = toPem(ca.get());
    X509 *const issuer = flaw.selfSigned ? nullptr : flaw.unknownIssuer ? other.get() : ca.get();
    const Certificate leaf = makeCertificate(
        "server", key.get(), issuer, flaw.unknownIssuer ? otherKey.get() : issuer ? caKey.get() : nullptr,
        flaw.otherHost ? "DNS:other.example,IP:127.0.0.2" : "DNS:localhost,DNS:service.example,IP:127.0.0.1",
        flaw.expired);
    SSL_CTX_use_certificate(m_context->ssl, leaf.get());
    SSL_CTX_use_PrivateKey(m_context->ssl, key.get());
    if (flaw.oldProtocol || flaw.oldestProtocol) {
        SSL_CTX_set_security_level(m_context->ssl, 0); // else OpenSSL itself would not speak it
        SSL_CTX_set_min_proto_version(m_context->ssl, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(m_context->ssl, flaw.oldestProtocol ? TLS1_VERSION : TLS1_1_VERSION);
    }
    std::tie(m_listener, m_port) = listenOnLoopback();
    m_thread = std::thread([this] { run(); });
}

TlsServer::~TlsServer() {
    m_stop = true;
    m_thread.join();
    ::close(m_listener);
}

ssl_ctx_st *TlsServer::context() const {
    return m_context->ssl;
}

void TlsServer::run() {
    while (!m_stop) {
        const int fd = acceptOne(m_listener, 20);
        if (fd < 0)
            continue;
        ++m_connections;
        const timeval limit{2, 0}; // a client that falls silent must not hold the test
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        SSL *const ssl = SSL_new(m_context->ssl);
        SSL_set_fd(ssl, fd);
        std::string received;
        if (SSL_accept(ssl) == 1) {
            char buffer[4096];
            int got = 0;
            while (completeRequestSize(received) == 0 &&
                   (got = SSL_read(ssl, buffer, sizeof buffer)) > 0) {
                received.append(buffer, static_cast<std::size_t>(got));
                m_bytes += got;
            }
            if (completeRequestSize(received) > 0) {
                ++m_requests;
                const std::string answer =
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
                SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
                SSL_shutdown(ssl);
            }
        }
        SSL_free(ssl);
        ::close(fd);
    }
}

} // namespace audience::test
