// A TLS server on 127.0.0.1 (and, behind a proxy, service.example) with a certificate made for the
// occasion: right, expired, for another host, from an unknown issuer or itself, or with an old protocol. Counts the requests that got through.
// POSIX only.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

struct ssl_ctx_st;

namespace audience::test {

struct TlsFlaw {
    bool expired = false, otherHost = false, unknownIssuer = false, oldProtocol = false; // TLS 1.1
    bool selfSigned = false, oldestProtocol = false;                                     // TLS 1.0
};

class TlsServer {
public:
    explicit TlsServer(TlsFlaw flaw);
    ~TlsServer();
    TlsServer(const TlsServer &) = delete;
    TlsServer &operator=(const TlsServer &) = delete;

    int port() const { return m_port; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port) + "/"; }
    const std::string &caPem() const { return m_caPem; } // of the issuer that clients should trust
    int connections() const { return m_connections; }
    int bytesReceived() const { return m_bytes; } // decrypted ones: of requests
    int requests() const { return m_requests; }
    ssl_ctx_st *context() const; // for a server of another kind with this certificate

private:
    struct Context;
    void run();

    std::unique_ptr<Context> m_context;
    std::string m_caPem;
    int m_listener = -1, m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<int> m_connections{0}, m_bytes{0}, m_requests{0};
    std::thread m_thread;
};

} // namespace audience::test
