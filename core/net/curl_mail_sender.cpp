// MailSender over libcurl's multi interface.
#include "base/text.h"
#include "net/curl_transfer.h"
#include "net/mail_sender.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace audience::net {

namespace {

struct Attempt {
    EasyHandle easy;
    HeaderList recipients;
    MailParcel parcel;
    MailSender::Callback callback;
    std::string url, from;
    std::size_t bodyRead = 0;
    MailEnding ending;
    bool isLeaving = false; // QUIT was sent: no reply from here on is about the message
    char reason[CURL_ERROR_SIZE] = {};
};

// The last piece is given only when libcurl asks again, which it does when all before it is written:
// until then the end of the message cannot have left.
std::size_t readMessage(char *buffer, std::size_t size, std::size_t count, void *self) {
    constexpr std::size_t kLast = 2;
    auto &attempt = *static_cast<Attempt *>(self);
    const std::string &message = attempt.parcel.message;
    const std::size_t left = message.size() - attempt.bodyRead;
    const std::size_t bytes =
        std::min(size * count, left > kLast ? left - kLast : left);
    std::memcpy(buffer, message.data() + attempt.bodyRead, bytes);
    attempt.bodyRead += bytes;
    if (attempt.bodyRead == message.size()) {
        attempt.ending.mayHaveEnded = true;
        attempt.ending.phase = MailPhase::Message;
        attempt.ending.code = 0;
    }
    return bytes;
}

std::optional<MailPhase> phaseOf(std::string_view command) {
    constexpr std::pair<std::string_view, MailPhase> kPhases[] = {
        {"EHLO", MailPhase::Greeting}, {"HELO", MailPhase::Greeting},
        {"STARTTLS", MailPhase::Tls},  {"AUTH", MailPhase::Login},
        {"MAIL", MailPhase::Sender},   {"RCPT", MailPhase::Recipient},
        {"DATA", MailPhase::Data}};
    for (const auto &[verb, phase] : kPhases)
        if (startsWithAscii(command, verb))
            return phase;
    return std::nullopt; // the second line of a login
}

// "550-first", "550 last": the last line of a reply ends it.
void takeReply(MailEnding &ending, std::string_view line) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, isDigit) ||
        (line.size() > 3 && line[3] != ' '))
        return;
    constexpr std::size_t kLongest = 300;
    ending.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    ending.text = repairUtf8(trimmed(line.substr(3)).substr(0, kLongest));
}

int follow(CURL *, curl_infotype type, char *bytes, std::size_t size, void *self) {
    auto &attempt = *static_cast<Attempt *>(self);
    MailEnding &ending = attempt.ending;
    const std::string_view line = trimmed(std::string_view(bytes, size));
    if (type == CURLINFO_HEADER_OUT && startsWithAscii(line, "QUIT"))
        attempt.isLeaving = true;
    if (attempt.isLeaving)
        return 0;
    if (type == CURLINFO_HEADER_IN) {
        if (ending.phase == MailPhase::Connect)
            ending.phase = MailPhase::Greeting;
        takeReply(ending, line);
    } else if (type == CURLINFO_HEADER_OUT && !ending.mayHaveEnded) {
        if (const auto phase = phaseOf(line)) {
            ending.phase = *phase;
            if (startsWithAscii(line, "HELO"))
                return 0; // the second try of a greeting that was refused; that reply is the reason
            ending.code = 0;
            ending.text.clear();
        }
    }
    return 0;
}

std::size_t ignoreBytes(char *, std::size_t size, std::size_t count, void *) {
    return size * count;
}

Error errorOf(const Attempt &attempt, const MailServer &server, CURLcode code) {
    const auto make = [&](ErrorKind kind, const char *id) {
        return Error(kind, id)
            .with("host", server.address())
            .because(attempt.reason[0] != '\0' ? attempt.reason : curl_easy_strerror(code));
    };
    if (code == CURLE_USE_SSL_FAILED)
        return make(ErrorKind::Network, "smtp.no_encryption");
    if (code == CURLE_LOGIN_DENIED)
        return make(ErrorKind::Auth, "smtp.login_refused");
    return make(ErrorKind::Network, curlErrorId(code));
}

class CurlMailSender final : public MailSender {
public:
    CurlMailSender(MailServer server, NetConfig config, int window)
        : m_server(std::move(server)), m_config(std::move(config)), m_window(std::max(1, window)),
          m_multi(makeMulti(m_window)) {}
    ~CurlMailSender() override {
        for (const auto &[easy, attempt] : m_active)
            curl_multi_remove_handle(m_multi.get(), easy);
    }

    Result<void> submit(MailParcel parcel, Callback callback) override {
        if (inFlight() >= m_window)
            return Error(ErrorKind::Limit, "net.window_full");
        TRY(checkEncryption());
        auto attempt = std::make_unique<Attempt>();
        attempt->parcel = std::move(parcel);
        attempt->callback = std::move(callback);
        prepare(*attempt);
        CURL *const c = attempt->easy.get();
        attempt->from = '<' + attempt->parcel.from + '>';
        attempt->recipients.reset(
            curl_slist_append(nullptr, ('<' + attempt->parcel.to + '>').c_str()));
        curl_easy_setopt(c, CURLOPT_MAIL_FROM, attempt->from.c_str());
        curl_easy_setopt(c, CURLOPT_MAIL_RCPT, attempt->recipients.get());
        curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(c, CURLOPT_READFUNCTION, &readMessage);
        curl_easy_setopt(c, CURLOPT_READDATA, attempt.get());
        curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE,
                         static_cast<curl_off_t>(attempt->parcel.message.size()));
        curl_multi_add_handle(m_multi.get(), c);
        m_active.emplace(c, std::move(attempt));
        return {};
    }

    void poll(std::chrono::milliseconds timeout) override {
        int running = 0;
        curl_multi_perform(m_multi.get(), &running);
        collect();
        if (m_ended.empty() && !m_active.empty()) {
            curl_multi_poll(m_multi.get(), nullptr, 0, static_cast<int>(timeout.count()), nullptr);
            curl_multi_perform(m_multi.get(), &running);
            collect();
        }
        for (const auto &attempt : std::exchange(m_ended, {}))
            attempt->callback(std::move(attempt->ending));
    }
    int inFlight() const override { return static_cast<int>(m_active.size() + m_ended.size()); }
    int window() const override { return m_window; }

    MailEnding tryLogin() override {
        Attempt attempt;
        if (auto allowed = checkEncryption(); !allowed) {
            attempt.ending.error = std::move(allowed).error();
            return attempt.ending;
        }
        prepare(attempt);
        curl_easy_setopt(attempt.easy.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
        const CURLcode code = curl_easy_perform(attempt.easy.get());
        attempt.ending.isAccepted = code == CURLE_OK;
        if (code != CURLE_OK)
            attempt.ending.error = errorOf(attempt, m_server, code);
        return attempt.ending;
    }

private:
    Result<void> checkEncryption() const {
        if (m_server.tls == MailTls::None && !m_server.isLoopback())
            return Error(ErrorKind::Refused, "net.plain_mail_refused").with("host", m_server.host);
        return {};
    }

    void prepare(Attempt &attempt) {
        attempt.easy.reset(curl_easy_init());
        CURL *const c = attempt.easy.get();
        const bool isImplicit = m_server.tls == MailTls::Implicit;
        attempt.url = (isImplicit ? "smtps://" : "smtp://") + m_server.address() + '/' +
                      percentEncode(m_server.greeting);
        curl_easy_setopt(c, CURLOPT_URL, attempt.url.c_str());
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, isImplicit ? "smtps" : "smtp");
        curl_easy_setopt(c, CURLOPT_USE_SSL,
                         static_cast<long>(m_server.tls == MailTls::None ? CURLUSESSL_NONE
                                                                          : CURLUSESSL_ALL));
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(c, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!m_config.caFile.empty())
            curl_easy_setopt(c, CURLOPT_CAINFO, m_config.caFile.c_str());
        curl_easy_setopt(c, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(c, CURLOPT_PROXY, ""); // a web proxy is no way to a mail server
        curl_easy_setopt(c, CURLOPT_ERRORBUFFER, attempt.reason);
        if (!m_server.user.empty()) {
            curl_easy_setopt(c, CURLOPT_USERNAME, m_server.user.c_str());
            std::string password(m_server.password.view()); // libcurl wants an end of text, and copies
            curl_easy_setopt(c, CURLOPT_PASSWORD, password.c_str());
            secureZero(password.data(), password.size());
        }
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_server.connect.count()));
        curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(m_server.total.count()));
        curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                         std::max(1L, static_cast<long>(m_server.reply.count() / 1000)));
        // libcurl compares whole seconds with "greater than", hence one less.
        const auto idle =
            std::chrono::duration_cast<std::chrono::seconds>(m_config.maxIdle).count();
        curl_easy_setopt(c, CURLOPT_MAXAGE_CONN,
                         static_cast<long>(std::max<std::int64_t>(1, idle - 1)));
        curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &ignoreBytes);
        // The only way to see each command and reply; nothing of it is kept but the phase.
        curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, &follow);
        curl_easy_setopt(c, CURLOPT_DEBUGDATA, &attempt);
        curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
    }

    void collect() {
        int left = 0;
        while (CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result;
            const auto it = m_active.find(message->easy_handle);
            std::unique_ptr<Attempt> attempt = std::move(it->second);
            m_active.erase(it);
            curl_multi_remove_handle(m_multi.get(), attempt->easy.get());
            MailEnding &ending = attempt->ending;
            ending.isAccepted =
                code == CURLE_OK && ending.mayHaveEnded && ending.code / 100 == 2;
            if (!ending.isAccepted)
                ending.error = errorOf(*attempt, m_server, code);
            m_ended.push_back(std::move(attempt));
        }
    }

    MailServer m_server;
    NetConfig m_config;
    int m_window;
    MultiHandle m_multi;
    std::map<CURL *, std::unique_ptr<Attempt>> m_active;
    std::vector<std::unique_ptr<Attempt>> m_ended;
};

} // namespace

bool MailServer::isLoopback() const {
    Url url;
    url.host = host;
    return url.isLoopback();
}

std::string MailServer::address() const {
    return host + ':' + std::to_string(port);
}

std::unique_ptr<MailSender> curlMailSender(MailServer server, NetConfig config, int window) {
    return std::make_unique<CurlMailSender>(std::move(server), std::move(config), window);
}

} // namespace audience::net
